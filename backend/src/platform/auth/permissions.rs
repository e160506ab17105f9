//! The one list of permissions: who holds each. What is not written here is refused.

use super::caller::Caller;
use super::grants::Role::{
    self, Admin, Coordinator, Evaluator, Guide, Mentee, Mentor, Partner, Reviewer, TaskForce,
};
use super::grants::ScopeKind;
use super::scope::Scope;
use crate::platform::link::LinkPurpose;

/// Who may use a permission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Anybody, signed in or not.
    Public,
    /// Who holds one of the roles, in that grant's scope; and, if `own`, every signed-in person
    /// on the records that are their own.
    Roles { roles: &'static [Role], own: bool },
    /// The holder of a mailed link of this purpose, on its one subject.
    Link(LinkPurpose),
}

/// A permission, as a type: a handler names it in `Authorized<P>`.
pub trait Permission: 'static {
    const NAME: &'static str;
    const AUDIENCE: Audience;
}

/// A row of the list, for the role x action matrix and for `GET /me`.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    pub name: &'static str,
    pub audience: Audience,
}

macro_rules! permissions {
    ($($permission:ident $name:literal => $audience:expr;)+) => {
        $(
            #[doc = concat!("`", $name, "`")]
            pub struct $permission;
            impl Permission for $permission {
                const NAME: &'static str = $name;
                const AUDIENCE: Audience = $audience;
            }
        )+
        pub const ALL: &[Entry] = &[$(Entry { name: $name, audience: $audience }),+];
    };
}

const fn roles(roles: &'static [Role]) -> Audience {
    Audience::Roles { roles, own: false }
}
const fn roles_and_own(roles: &'static [Role]) -> Audience {
    Audience::Roles { roles, own: true }
}

const EVERYONE: &[Role] =
    &[Admin, TaskForce, Coordinator, Guide, Reviewer, Evaluator, Partner, Mentor, Mentee];

permissions! {
    // Anybody
    ViewPublicPages "view_public_pages" => Audience::Public;
    SignIn "sign_in" => Audience::Public;
    Apply "apply" => Audience::Public;
    AcceptInvitation "accept_invitation" => Audience::Link(LinkPurpose::Invitation);
    SetPassword "set_password" => Audience::Link(LinkPurpose::PasswordReset);
    AnswerOffer "answer_offer" => Audience::Link(LinkPurpose::Offer);
    BookInterview "book_interview" => Audience::Link(LinkPurpose::Interview);
    FinishApplication "finish_application" => Audience::Link(LinkPurpose::ApplicationDraft);
    FollowApplication "follow_application" => Audience::Link(LinkPurpose::ApplicationStatus);
    ConfirmAddress "confirm_address" => Audience::Link(LinkPurpose::ApplicationAddress);
    WriteReference "write_reference" => Audience::Link(LinkPurpose::Reference);
    AnswerMembership "answer_membership" => Audience::Link(LinkPurpose::Membership);
    AnswerStakeholderInvitation "answer_stakeholder_invitation" => Audience::Link(LinkPurpose::StakeholderInvitation);
    AnswerPairQuestion "answer_pair_question" => Audience::Link(LinkPurpose::PairQuestion);
    AnswerSurvey "answer_survey" => Audience::Link(LinkPurpose::Survey);
    Unsubscribe "unsubscribe" => Audience::Public; // a mail program does it, with the token of the mail
    LeaveMessages "leave_messages" => Audience::Link(LinkPurpose::MessageUnsubscribe);
    // Accounts
    UseOwnAccount "use_own_account" => roles_and_own(&[]);
    ViewPeople "view_people" => roles(&[Admin, TaskForce, Coordinator]);
    ChangePeople "change_people" => roles(&[Admin]);
    ViewAffiliations "view_affiliations" => roles_and_own(&[Admin, TaskForce, Coordinator]);
    MovePeople "move_people" => roles_and_own(&[Admin, TaskForce, Coordinator]); // between institutions
    InvitePeople "invite_people" => roles(&[Admin, TaskForce]);
    ManageGrants "manage_grants" => roles(&[Admin]);
    ReadMailOutbox "read_mail_outbox" => roles(&[Admin]);
    ReportBounces "report_bounces" => roles(&[Admin]);
    ManageMailTemplates "manage_mail_templates" => roles(&[Admin, TaskForce]);
    ReadAuditLog "read_audit_log" => roles(&[Admin]);
    ReadEvents "read_events" => roles(&[Admin, TaskForce]);
    ViewJobs "view_jobs" => roles_and_own(&[Admin]);
    ImportData "import_data" => roles(&[Admin, TaskForce, Partner]); // a partner: members of the own association
    // Network and governance
    ViewNetwork "view_network" => roles(EVERYONE);
    ChangeNetwork "change_network" => roles(&[Admin, TaskForce]);
    ViewMembers "view_members" => roles(&[Admin, TaskForce, Partner]);
    ManageMembers "manage_members" => roles(&[Admin, TaskForce, Partner]);
    KeepOwnMemberships "keep_own_memberships" => roles_and_own(&[]);
    ViewPlan "view_plan" => roles(&[Admin, TaskForce, Coordinator, Guide]);
    ChangePlan "change_plan" => roles(&[Admin, TaskForce]);
    ViewTaskForce "view_task_force" => roles(&[Admin, TaskForce]);
    CastVotes "cast_votes" => roles(&[TaskForce]); // with a seat that votes
    ManageTerms "manage_terms" => roles(&[Admin, TaskForce]);
    ResignTerm "resign_term" => roles_and_own(&[]);
    ViewTerms "view_terms" => roles(&[Admin, TaskForce, Coordinator, Guide]);
    // Resources
    ViewResources "view_resources" => roles(EVERYONE);
    WriteResources "write_resources" => roles(&[Admin, TaskForce, Coordinator, Guide]);
    PublishResources "publish_resources" => roles(&[Admin, TaskForce]);
    // Recruitment
    ManageOpenings "manage_openings" => roles(&[Admin, TaskForce]);
    ViewApplications "view_applications" => roles(&[Admin, TaskForce, Reviewer]);
    ReviewApplications "review_applications" => roles(&[Reviewer]);
    DecideApplications "decide_applications" => roles(&[Admin, TaskForce]);
    SitOnPanels "sit_on_panels" => roles(&[Admin, TaskForce, Coordinator, Guide, Reviewer]); // own interviews only
    // Training
    ViewTraining "view_training" => roles_and_own(&[Admin, TaskForce, Coordinator, Guide]);
    ManageTraining "manage_training" => roles(&[Admin, TaskForce]);
    RecordAttendance "record_attendance" => roles(&[Admin, TaskForce, Guide]);
    // Matching
    ViewCycles "view_cycles" => roles_and_own(EVERYONE); // whoever signs in may enrol
    ManageCycles "manage_cycles" => roles(&[Admin, TaskForce]);
    ViewEnrolments "view_enrolments" => roles_and_own(&[Admin, TaskForce, Coordinator]);
    ManageEnrolments "manage_enrolments" => roles_and_own(&[Admin, TaskForce, Coordinator]);
    KeepOwnWishes "keep_own_wishes" => roles_and_own(&[]); // nobody else, not even those who may do all else
    ViewPolicies "view_policies" => roles(&[Admin, TaskForce, Coordinator]);
    SetRegionPolicy "set_region_policy" => roles(&[Admin, TaskForce, Coordinator]);
    RunRounds "run_rounds" => roles(&[Admin, TaskForce, Coordinator]);
    ViewProposals "view_proposals" => roles_and_own(&[Admin, TaskForce, Coordinator]);
    AnswerProposals "answer_proposals" => roles_and_own(&[]);
    // Mentorships
    ViewPairings "view_pairings" => roles_and_own(&[Admin, TaskForce, Coordinator]);
    KeepPairings "keep_pairings" => roles_and_own(&[]);
    EndPairings "end_pairings" => roles_and_own(&[Coordinator]);
    SteerPairings "steer_pairings" => roles_and_own(&[Coordinator]); // pause, resume, extend
    MakePairings "make_pairings" => roles(&[Admin, TaskForce, Coordinator]); // by hand
    WatchPairings "watch_pairings" => roles(&[Admin, TaskForce, Coordinator]); // health and load
    AttendToPairings "attend_to_pairings" => roles(&[Coordinator]); // of the own regions: remind, take alerts up
    ReadCheckIns "read_check_ins" => roles_and_own(&[Coordinator]); // and questions: to whom they are addressed
    ViewMentoringRules "view_mentoring_rules" => roles_and_own(EVERYONE);
    SettleMentoring "settle_mentoring" => roles(&[Admin, TaskForce]); // thresholds, templates, the code of conduct
    NameConcernRecipients "name_concern_recipients" => roles(&[TaskForce]);
    HandleConcerns "handle_concerns" => roles_and_own(&[]); // who was named to read them, and nobody else
    ViewConductAcceptances "view_conduct_acceptances" => roles(&[Admin, TaskForce, Coordinator]);
    WriteMessages "write_messages" => roles(&[Admin, TaskForce, Coordinator]); // to people of the own regions
    // Evaluation
    ManageStudies "manage_studies" => roles(&[Admin, TaskForce]);
    ViewStudies "view_studies" => roles(&[Admin, TaskForce, Evaluator]);
    ViewResults "view_results" => roles(&[Admin, TaskForce, Evaluator]);
    ExportDatasets "export_datasets" => roles(&[Evaluator]);
    ViewFindings "view_findings" => roles(&[Admin, TaskForce, Coordinator, Evaluator]);
    RecordFindings "record_findings" => roles(&[Admin, TaskForce, Evaluator]);
    ManageAdjustments "manage_adjustments" => roles(&[Admin, TaskForce]);
    // Succession
    ViewSuccession "view_succession" => roles(&[Admin, TaskForce, Coordinator, Guide]);
    GraduateCoordinators "graduate_coordinators" => roles(&[Admin, TaskForce]);
    ViewCoverage "view_coverage" => roles(EVERYONE);
    // Reporting
    ViewDashboard "view_dashboard" => roles_and_own(&[Admin, TaskForce, Coordinator]);
}

impl Audience {
    /// The rows this audience reaches for `caller`, or `None` when it is not the caller's.
    #[must_use]
    pub fn scope_of(self, caller: &Caller) -> Option<Scope> {
        match self {
            Self::Public => Some(Scope { own: caller.person(), ..Scope::default() }),
            Self::Link(purpose) => caller
                .link()
                .filter(|link| link.purpose == purpose)
                .map(|link| Scope { link: Some(link.subject_id), ..Scope::default() }),
            Self::Roles { roles, own } => {
                let mut scope = Scope::default();
                let mut held = false;
                for grant in caller.grants.iter().filter(|grant| roles.contains(&grant.role)) {
                    held = true;
                    match (grant.scope_kind, grant.scope_id) {
                        (ScopeKind::Network, _) => scope.network = true,
                        (ScopeKind::Region, Some(id)) => scope.regions.push(id),
                        (ScopeKind::Association, Some(id)) => scope.associations.push(id),
                        (ScopeKind::Study, Some(id)) => scope.studies.push(id),
                        (_, None) => {}
                    }
                }
                if own {
                    scope.own = caller.person();
                    held |= scope.own.is_some();
                }
                held.then_some(scope)
            }
        }
    }
}
