// Applications as cards in the columns of their stages. Every card is a link; the arrow keys walk along and across.
import type { ApplicationBrief, RankedApplication } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Badge } from '../../shared/ui/Badge';
import styles from '../../shared/ui/Board.module.css';
import { cx } from '../../shared/ui/classNames';
import { walkBoard } from '../../shared/ui/walkBoard';
import { useApplicant } from './applicant';
import { InterviewBadge, useInterviewNote } from './InterviewProgress';
import { inStage, STAGES, stageOf } from './stages';
import { ApplicationBadge } from './states';

interface BoardProps {
  applications: ApplicationBrief[];
  ranked: Map<string, RankedApplication>;
}

export function ApplicationsBoard({ applications, ranked }: BoardProps) {
  const t = useT();
  const { number } = useNumbers();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrows only add to the links' own keys
    <div className={cx(styles.board, styles.many)} onKeyDown={walkBoard}>
      {STAGES.map((id) => {
        const here = inStage(applications, id);
        return (
          <section key={id} className={styles.column} aria-labelledby={`stage-${id}`}>
            <h2 id={`stage-${id}`} className={styles.head}>
              {t(`recruitment.stage.${id}`)}
              <span className={styles.count}>{number(here.length)}</span>
            </h2>
            {here.length > 0 ? (
              <ul className={styles.cards}>
                {here.map((application) => (
                  <ApplicationCard
                    key={application.id}
                    application={application}
                    ranked={ranked.get(application.id)}
                  />
                ))}
              </ul>
            ) : (
              <p className={styles.none}>{t('recruitment.stage_empty')}</p>
            )}
          </section>
        );
      })}
    </div>
  );
}

interface CardProps {
  application: ApplicationBrief;
  ranked: RankedApplication | undefined;
}

function ApplicationCard({ application, ranked }: CardProps) {
  const t = useT();
  const dates = useDates();
  const { number } = useNumbers();
  const called = useApplicant();
  return (
    <li className={styles.card}>
      <AppLink
        to="/recruitment/applications/$application_id"
        params={{ application_id: application.id }}
        className={styles.name}
      >
        {called(application)}
      </AppLink>
      {application.institution && <p className={styles.soft}>{application.institution}</p>}
      <p className={styles.soft}>
        {t('recruitment.came', { day: dates.day(application.submitted_at) })}
      </p>
      {ranked && ranked.assigned > 0 && (
        <p className={styles.scores}>
          {ranked.weighted_mean !== null && ranked.weighted_mean !== undefined && (
            <strong>{number(ranked.weighted_mean, 1)}</strong>
          )}
          <span>
            {t('recruitment.reviews_of', { written: ranked.reviews, asked: ranked.assigned })}
          </span>
        </p>
      )}
      <Standing application={application} />
    </li>
  );
}

/** What the column does not say yet: how it was decided, how far the interview is, that a conflict is named. */
function Standing({ application }: { application: ApplicationBrief }) {
  const t = useT();
  const note = useInterviewNote();
  const { interview, names_conflict, state } = application;
  const stage = stageOf(application);
  const decided = stage === 'decided';
  const ahead = stage === 'interview' ? interview : null;
  const calledOff = stage === 'in_review' && interview;
  const detail = calledOff ? t('recruitment.interview_stage.cancelled') : ahead && note(ahead);
  return (
    <>
      {detail && <p className={styles.soft}>{detail}</p>}
      {(decided || ahead || names_conflict) && (
        <p className={styles.badges}>
          {decided && <ApplicationBadge state={state} />}
          {ahead && <InterviewBadge interview={ahead} />}
          {names_conflict && <Badge tone="attention">{t('recruitment.conflict_named')}</Badge>}
        </p>
      )}
    </>
  );
}
