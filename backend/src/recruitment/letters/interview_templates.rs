//! The wordings about interviews that come with the program: to applicants, and to panels.

use super::{APPLICANT, NAME, OPENING};
use crate::platform::letters::{Template, Word};

const AT: Word = Word::new(
    "at",
    "When it is, in the reader's own time zone",
    "Tuesday, 12 January 2027, 14:00 EST, 45 minutes",
);
const PLACE: Word = Word::new("place", "Where it is", "By video: https://meet.example/abc");
const PANEL: Word = Word::new("panel", "Who asks the questions", "Kim Osei, Lou Marsh");
const NOTE: Word =
    Word::new("note", "What the panel adds; may be empty", "Please bring one question of yours.");
const REASON: Word = Word::new("reason", "Why; may be empty", "A member of the panel is ill.");
const CHANGE_UNTIL: Word = Word::new(
    "change_until",
    "Until when the time can be moved or cancelled",
    "until 24 hours before the interview begins",
);
const MEMBER: Word = Word::new("name", "The member of the panel", "Kim Osei");

pub const INVITED: Template = Template {
    key: "interview_invitation",
    occasion: "An applicant is invited to choose a time, to the applicant.",
    subject: "Choose a time for your interview: {{ opening }}",
    body: r#"Hello {{ name }},

we would like to talk with you about your application for "{{ opening }}". Please choose a time that suits you. Times are shown in your own time zone:

{{ link }}

A time can be chosen {{ book_until }}. By the same link you can choose another time, or cancel, {{ change_until }}.
{% if message %}
{{ message }}
{% endif %}"#,
    words: &[
        NAME,
        OPENING,
        Word::needed("link", "The link to the times", "https://network.example/interview#b6w4"),
        Word::new(
            "book_until",
            "Until when a time can be chosen",
            "until 4 hours before the interview begins",
        ),
        CHANGE_UNTIL,
        Word::needed(
            "message",
            "What was written for this invitation; may be empty",
            "We look forward to it.",
        ),
    ],
};

const APPLICANT_WORDS: &[Word] = &[
    NAME,
    OPENING,
    AT,
    PLACE,
    PANEL,
    NOTE,
    REASON,
    CHANGE_UNTIL,
    Word::new(
        "link",
        "The link to move or cancel it; empty where there is none",
        "https://network.example/interview#b6w4",
    ),
];

pub const BOOKED: Template = Template {
    key: "interview_booked",
    occasion: "A time is chosen, to the applicant, with a calendar file.",
    subject: "Interview booked: {{ opening }}",
    body: r#"Hello {{ name }},

your interview for "{{ opening }}" is booked:

{{ at }}
{{ place }}
With {{ panel }}
{% if note %}
{{ note }}
{% endif %}{% if link %}
To choose another time, or to cancel, {{ change_until }}:

{{ link }}
{% endif %}"#,
    words: APPLICANT_WORDS,
};

pub const MOVED: Template = Template {
    key: "interview_moved",
    occasion: "An interview has another time, place or panel, to the applicant, with a calendar file.",
    subject: "Interview moved: {{ opening }}",
    body: r#"Hello {{ name }},

your interview for "{{ opening }}" has a new time:

{{ at }}
{{ place }}
With {{ panel }}
{% if note %}
{{ note }}
{% endif %}{% if link %}
To choose another time, or to cancel, {{ change_until }}:

{{ link }}
{% endif %}"#,
    words: APPLICANT_WORDS,
};

pub const CALLED_OFF: Template = Template {
    key: "interview_cancelled",
    occasion: "An interview is cancelled, to the applicant, with a calendar file.",
    subject: "Interview cancelled: {{ opening }}",
    body: r#"Hello {{ name }},

your interview for "{{ opening }}" is cancelled. It was to be:

{{ at }}
{% if reason %}
The reason: {{ reason }}
{% endif %}"#,
    words: APPLICANT_WORDS,
};

pub const SOON: Template = Template {
    key: "interview_tomorrow",
    occasion: "An interview is tomorrow, to the applicant.",
    subject: "Interview tomorrow: {{ opening }}",
    body: r#"Hello {{ name }},

your interview for "{{ opening }}" is tomorrow:

{{ at }}
{{ place }}
With {{ panel }}
{% if note %}
{{ note }}
{% endif %}"#,
    words: APPLICANT_WORDS,
};

pub const TAKEN_BACK: Template = Template {
    key: "interview_invitation_taken_back",
    occasion: "An invitation is taken back before a time was chosen, to the applicant.",
    subject: "Interview cancelled: {{ opening }}",
    body: r#"Hello {{ name }},

the invitation to an interview for "{{ opening }}" is taken back: no time needs to be chosen any more.
{% if reason %}
The reason: {{ reason }}
{% endif %}"#,
    words: &[NAME, OPENING, REASON],
};

const PANEL_WORDS: &[Word] = &[
    MEMBER,
    OPENING,
    APPLICANT,
    AT,
    PLACE,
    NOTE,
    REASON,
    Word::new(
        "link",
        "The link to the application and the form for scores",
        "https://network.example/interviews/0197",
    ),
];

pub const PANEL_BOOKED: Template = Template {
    key: "panel_interview_booked",
    occasion: "An applicant has chosen a time, to each member of the panel, with a calendar file.",
    subject: "Interview booked: {{ applicant }}, {{ opening }}",
    body: r#"Hello {{ name }},

{{ applicant }} has chosen a time for the interview for "{{ opening }}":

{{ at }}
{{ place }}
{% if note %}
{{ note }}
{% endif %}
The application, and the form for your scores:

{{ link }}
"#,
    words: PANEL_WORDS,
};

pub const PANEL_MOVED: Template = Template {
    key: "panel_interview_moved",
    occasion: "An interview has another time, place or panel, to each member of the panel, with a calendar file.",
    subject: "Interview moved: {{ applicant }}, {{ opening }}",
    body: r#"Hello {{ name }},

the interview with {{ applicant }} for "{{ opening }}" has a new time:

{{ at }}
{{ place }}
{% if note %}
{{ note }}
{% endif %}
The application, and the form for your scores:

{{ link }}
"#,
    words: PANEL_WORDS,
};

pub const PANEL_CALLED_OFF: Template = Template {
    key: "panel_interview_cancelled",
    occasion: "An interview is cancelled or has another panel, to each member who is not needed, with a calendar file.",
    subject: "Interview cancelled: {{ applicant }}, {{ opening }}",
    body: r#"Hello {{ name }},

you are not needed for the interview with {{ applicant }} for "{{ opening }}" at this time any more:

{{ at }}
{% if reason %}
The reason: {{ reason }}
{% endif %}"#,
    words: PANEL_WORDS,
};

pub const PANEL_SOON: Template = Template {
    key: "panel_interview_tomorrow",
    occasion: "An interview is tomorrow, to each member of the panel.",
    subject: "Interview tomorrow: {{ applicant }}, {{ opening }}",
    body: r#"Hello {{ name }},

your interview with {{ applicant }} for "{{ opening }}" is tomorrow:

{{ at }}
{{ place }}
{% if note %}
{{ note }}
{% endif %}
The application, and the form for your scores:

{{ link }}
"#,
    words: PANEL_WORDS,
};
