//! What a person wants to be nudged about, and when not.

use actix_web::{get, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

use crate::mentorships::queries::PreferencesRow;
use crate::mentorships::rules::{NudgeFrequency, Wishes};
use crate::mentorships::service;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::UseOwnAccount;
use crate::platform::input::Valid;
use crate::platform::reply::{Answer, Reply, Versioned};

/// Which nudges somebody wants, and in which hours none.
#[derive(Serialize, ToSchema)]
pub struct NotificationPreferences {
    nudges: NudgeFrequency,
    reminders: bool,
    /// Hours before a planned meeting.
    #[schema(minimum = 1, maximum = 72, example = 24)]
    reminder_hours: i32,
    #[schema(example = "21:00")]
    quiet_from: String,
    #[schema(example = "08:00")]
    quiet_to: String,
    /// The zone of the quiet hours: that of the account.
    #[schema(example = "America/Chicago")]
    time_zone: String,
    /// 0 until something is chosen.
    version: i64,
}

impl Versioned for NotificationPreferences {
    fn version(&self) -> i64 {
        self.version
    }
}

fn view((row, time_zone): (PreferencesRow, String)) -> NotificationPreferences {
    NotificationPreferences {
        nudges: row.nudges,
        reminders: row.reminders,
        reminder_hours: row.reminder_hours,
        quiet_from: clock(row.quiet_from),
        quiet_to: clock(row.quiet_to),
        time_zone,
        version: row.version,
    }
}

fn clock(minutes: i32) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Minutes since midnight of a time such as `21:00`.
fn minutes_of(time: &str) -> Option<i32> {
    let (hours, minutes) = time.split_once(':')?;
    let number = |text: &str, below: i32| {
        let digits = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
        text.parse::<i32>().ok().filter(|n| digits && *n < below)
    };
    Some(number(hours, 24)? * 60 + number(minutes, 60)?)
}

fn time_of_day(time: &str) -> Result<(), ValidationError> {
    if minutes_of(time).is_some() {
        return Ok(());
    }
    Err(ValidationError::new("time").with_message("Write a time from 00:00 to 23:59, such as 21:00.".into()))
}

/// Read one's notification preferences
#[utoipa::path(tag = "Accounts", extensions(("x-permission" = json!("use_own_account"))),
    responses((status = 200, description = "The preferences", body = NotificationPreferences)))]
#[get("/me/notification-preferences")]
pub async fn get_notification_preferences(auth: Authorized<UseOwnAccount>) -> Answer {
    auth.show(|w| service::own_preferences(w).map(view)).await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PutNotificationPreferences {
    /// `weekly`: at most one in seven days, besides reminders of meetings.
    nudges: NudgeFrequency,
    /// Whether planned meetings are reminded of.
    reminders: bool,
    /// Hours before a planned meeting.
    #[validate(range(min = 1, max = 72))]
    #[schema(minimum = 1, maximum = 72, example = 24)]
    reminder_hours: i32,
    /// The first quiet minute of the day, in the zone of the account. The same as `quiet_to`: there are no quiet hours.
    #[validate(custom(function = "time_of_day"))]
    #[schema(pattern = r"^([01][0-9]|2[0-3]):[0-5][0-9]$", example = "21:00")]
    quiet_from: String,
    /// When the quiet hours are over; the next day when it is before `quiet_from`. Four hours of the day at least are not quiet.
    #[validate(custom(function = "time_of_day"))]
    #[schema(pattern = r"^([01][0-9]|2[0-3]):[0-5][0-9]$", example = "08:00")]
    quiet_to: String,
}

/// Choose which nudges one gets
///
/// What would come in quiet hours waits until they are over, and comes if there is still a reason. The question how a pairing goes
/// is not a nudge: it always comes, and keeps to the quiet hours too. Send `If-Match: "0"` for the first time.
#[utoipa::path(tag = "Accounts", extensions(("x-permission" = json!("use_own_account"))),
    request_body = PutNotificationPreferences,
    responses((status = 200, description = "Chosen", body = NotificationPreferences)))]
#[put("/me/notification-preferences")]
pub async fn put_notification_preferences(
    auth: Authorized<UseOwnAccount>,
    body: Valid<PutNotificationPreferences>,
) -> Answer {
    auth.change(move |w, expected| {
        let body = body.value;
        let wishes = Wishes {
            nudges: body.nudges,
            reminders: body.reminders,
            reminder_hours: body.reminder_hours,
            // Both were read before.
            quiet_from: minutes_of(&body.quiet_from).unwrap_or_default(),
            quiet_to: minutes_of(&body.quiet_to).unwrap_or_default(),
        };
        let changed = service::change_preferences(w, wishes, &|version| expected.check(version))?;
        Reply::updated(&view(changed))
    })
    .await
}
