//! The one Diesel schema of both databases: portable types only. A test compares it with the two
//! migration histories.

#![allow(unused_qualifications)] // diesel::table! writes its own paths

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    settings (name) {
        name -> Text,
        value -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    events (id) {
        id -> UuidColumn,
        position -> Nullable<BigInt>,
        kind -> Text,
        subject_kind -> Text,
        subject_id -> UuidColumn,
        region_id -> Nullable<UuidColumn>,
        actor_kind -> Text,
        actor_id -> Nullable<UuidColumn>,
        data -> Text,
        occurred_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    audit_entries (id) {
        id -> UuidColumn,
        occurred_at -> Timestamp,
        actor_kind -> Text,
        actor_id -> Nullable<UuidColumn>,
        action -> Text,
        subject_kind -> Text,
        subject_id -> UuidColumn,
        request_id -> Text,
        detail -> Text,
        concern_id -> Nullable<UuidColumn>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    idempotency_keys (principal, operation, idempotency_key) {
        principal -> Text,
        operation -> Text,
        idempotency_key -> Text,
        body_digest -> Binary,
        status -> Integer,
        location -> Nullable<Text>,
        etag -> Nullable<Text>,
        body -> Nullable<Text>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    jobs (id) {
        id -> UuidColumn,
        kind -> Text,
        state -> Text,
        payload -> Text,
        done -> BigInt,
        total -> BigInt,
        result -> Nullable<Text>,
        problem -> Nullable<Text>,
        attempts -> Integer,
        run_after -> Timestamp,
        leased_until -> Nullable<Timestamp>,
        cancel_requested -> Bool,
        created_by -> Nullable<UuidColumn>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    mails (id) {
        id -> UuidColumn,
        to_name -> Text,
        to_address -> Text,
        subject -> Text,
        body -> Text,
        state -> Text,
        attempts -> Integer,
        next_attempt_at -> Timestamp,
        last_error -> Nullable<Text>,
        created_at -> Timestamp,
        sent_at -> Nullable<Timestamp>,
        calendar -> Nullable<Text>,
        template -> Nullable<Text>,
        template_version -> Nullable<BigInt>,
        about -> Nullable<UuidColumn>,
        unsubscribe -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    bounced_addresses (address) {
        address -> Text,
        mail_id -> Nullable<UuidColumn>,
        reason -> Text,
        bounced_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    message_templates (id) {
        id -> UuidColumn,
        region_id -> Nullable<UuidColumn>,
        name -> Text,
        subject -> Text,
        body -> Text,
        archived_at -> Nullable<Timestamp>,
        written_by -> Nullable<UuidColumn>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
        number -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    messages (id) {
        id -> UuidColumn,
        region_id -> Nullable<UuidColumn>,
        cycle_id -> Nullable<UuidColumn>,
        sent_by -> UuidColumn,
        subject -> Text,
        body -> Text,
        selection -> Text,
        job_id -> Nullable<UuidColumn>,
        created_at -> Timestamp,
        version -> BigInt,
        template_version_id -> Nullable<UuidColumn>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    message_template_versions (id) {
        id -> UuidColumn,
        template_id -> UuidColumn,
        number -> BigInt,
        name -> Text,
        subject -> Text,
        body -> Text,
        written_by -> Nullable<UuidColumn>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    message_recipients (id) {
        id -> UuidColumn,
        message_id -> UuidColumn,
        person_id -> UuidColumn,
        region_id -> Nullable<UuidColumn>,
        partner -> Text,
        left_out -> Nullable<Text>,
        mail_id -> Nullable<UuidColumn>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    message_optouts (person_id) {
        person_id -> UuidColumn,
        since -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    mail_template_versions (id) {
        id -> UuidColumn,
        template -> Text,
        version -> BigInt,
        subject -> Text,
        body -> Text,
        note -> Nullable<Text>,
        written_by -> Nullable<UuidColumn>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    link_tokens (id) {
        id -> UuidColumn,
        purpose -> Text,
        token_digest -> Binary,
        subject_id -> UuidColumn,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    regions (id) {
        id -> UuidColumn,
        code -> Text,
        name -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    jurisdictions (code) {
        code -> Text,
        name -> Text,
        region_id -> UuidColumn,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    institutions (id) {
        id -> UuidColumn,
        name -> Text,
        setting -> Text,
        jurisdiction -> Text,
        region_id -> UuidColumn,
        city -> Nullable<Text>,
        address -> Nullable<Text>,
        postal_code -> Nullable<Text>,
        latitude -> Nullable<Double>,
        longitude -> Nullable<Double>,
        staff -> Nullable<Double>,
        staff_missing -> Nullable<Text>,
        population -> Nullable<BigInt>,
        population_missing -> Nullable<Text>,
        visits -> Nullable<BigInt>,
        visits_missing -> Nullable<Text>,
        measures -> Nullable<Text>,
        source -> Nullable<Text>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
        merged_into -> Nullable<UuidColumn>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    institution_merges (id) {
        id -> UuidColumn,
        survivor_id -> UuidColumn,
        merged_id -> UuidColumn,
        moved -> Text,
        merged_by -> Nullable<UuidColumn>,
        undone_at -> Nullable<Timestamp>,
        undone_by -> Nullable<UuidColumn>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    institution_words (word, institution_id) {
        word -> Text,
        institution_id -> UuidColumn,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    institution_likenesses (likeness, key, institution_id) {
        likeness -> Text,
        key -> Text,
        institution_id -> UuidColumn,
        place -> Nullable<Text>,
        grouped_as -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    institution_distinctions (id) {
        id -> UuidColumn,
        one_id -> UuidColumn,
        other_id -> UuidColumn,
        told_by -> Nullable<UuidColumn>,
        created_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    institutions_to_read (institution_id) {
        institution_id -> UuidColumn,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    institution_identifiers (scheme, value) {
        scheme -> Text,
        value -> Text,
        institution_id -> UuidColumn,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    imports (id) {
        id -> UuidColumn,
        format -> Text,
        dry_run -> Bool,
        body -> Binary,
        job_id -> Nullable<UuidColumn>,
        rows_read -> BigInt,
        created -> BigInt,
        updated -> BigInt,
        unchanged -> BigInt,
        failed -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
        association_id -> Nullable<UuidColumn>,
        cycle_id -> Nullable<UuidColumn>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    failed_import_rows (import_id, line) {
        import_id -> UuidColumn,
        line -> BigInt,
        cells -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    import_problems (import_id, line, field) {
        import_id -> UuidColumn,
        line -> BigInt,
        field -> Text,
        code -> Text,
        detail -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    people (id) {
        id -> UuidColumn,
        name -> Text,
        email -> Text,
        password_hash -> Nullable<Text>,
        locale -> Text,
        time_zone -> Text,
        institution_id -> Nullable<UuidColumn>,
        jurisdiction -> Nullable<Text>,
        region_id -> Nullable<UuidColumn>,
        disabled_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    affiliations (id) {
        id -> UuidColumn,
        person_id -> UuidColumn,
        institution_id -> UuidColumn,
        since -> Date,
        until -> Nullable<Date>,
        recorded_by -> Nullable<UuidColumn>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    sessions (id) {
        id -> UuidColumn,
        person_id -> UuidColumn,
        user_agent -> Text,
        address -> Text,
        created_at -> Timestamp,
        last_used_at -> Timestamp,
        expires_at -> Timestamp,
        revoked_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    refresh_tokens (id) {
        id -> UuidColumn,
        session_id -> UuidColumn,
        token_digest -> Binary,
        created_at -> Timestamp,
        replaced_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    grants (id) {
        id -> UuidColumn,
        person_id -> UuidColumn,
        role -> Text,
        scope_kind -> Text,
        scope_id -> Nullable<UuidColumn>,
        created_at -> Timestamp,
        revoked_at -> Nullable<Timestamp>,
        version -> BigInt,
        ends_on -> Nullable<Date>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    sign_in_failures (id) {
        id -> UuidColumn,
        account_digest -> Binary,
        address -> Text,
        failed_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    associations (id) {
        id -> UuidColumn,
        name -> Text,
        website -> Nullable<Text>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
        short_name -> Nullable<Text>,
        kind -> Text,
        closed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    memberships (id) {
        id -> UuidColumn,
        association_id -> UuidColumn,
        person_id -> Nullable<UuidColumn>,
        external_id -> Nullable<Text>,
        name -> Text,
        email -> Text,
        institution_id -> Nullable<UuidColumn>,
        since -> Date,
        until -> Nullable<Date>,
        state -> Text,
        shares_participation -> Bool,
        invited_at -> Nullable<Timestamp>,
        confirmed_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    seats (id) {
        id -> UuidColumn,
        region_id -> UuidColumn,
        name -> Text,
        closed_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    terms (id) {
        id -> UuidColumn,
        seat_id -> UuidColumn,
        region_id -> UuidColumn,
        person_id -> UuidColumn,
        starts_on -> Date,
        ends_on -> Date,
        state -> Text,
        handover -> Bool,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
        alone_from -> Date,
        renews_term_id -> Nullable<UuidColumn>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    term_endings (id) {
        id -> UuidColumn,
        term_id -> UuidColumn,
        kind -> Text,
        reason -> Text,
        note -> Nullable<Text>,
        effective_on -> Date,
        until_then_ends_on -> Date,
        recorded_by -> Nullable<UuidColumn>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    term_leaves (id) {
        id -> UuidColumn,
        term_id -> UuidColumn,
        starts_on -> Date,
        expected_back_on -> Nullable<Date>,
        ended_on -> Nullable<Date>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    jurisdiction_moves (id) {
        id -> UuidColumn,
        jurisdiction -> Text,
        from_region_id -> UuidColumn,
        to_region_id -> UuidColumn,
        effective_on -> Date,
        reason -> Text,
        state -> Text,
        institutions -> BigInt,
        people -> BigInt,
        enrolments -> BigInt,
        moved_by -> Nullable<UuidColumn>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    task_force_seats (id) {
        id -> UuidColumn,
        person_id -> UuidColumn,
        title -> Text,
        starts_on -> Date,
        ends_on -> Date,
        created_at -> Timestamp,
        version -> BigInt,
        votes -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    charters (id) {
        id -> UuidColumn,
        number -> Integer,
        mission -> Text,
        goals -> Text,
        structure -> Text,
        adopted_on -> Date,
        created_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    objectives (id) {
        id -> UuidColumn,
        title -> Text,
        description -> Text,
        position -> Integer,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    milestones (id) {
        id -> UuidColumn,
        objective_id -> UuidColumn,
        title -> Text,
        owner_id -> Nullable<UuidColumn>,
        due_on -> Date,
        state -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    indicators (id) {
        id -> UuidColumn,
        objective_id -> UuidColumn,
        figure -> Text,
        title -> Nullable<Text>,
        baseline -> Nullable<Double>,
        target -> Double,
        direction -> Text,
        due_on -> Date,
        position -> Integer,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    figure_observations (id) {
        id -> UuidColumn,
        figure -> Text,
        observed_on -> Date,
        value -> Nullable<Double>,
        missing -> Nullable<Text>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    public_names (person_id) {
        person_id -> UuidColumn,
        shown -> Bool,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    resources (id) {
        id -> UuidColumn,
        kind -> Text,
        title -> Text,
        summary -> Text,
        body -> Text,
        link -> Nullable<Text>,
        licence -> Text,
        language -> Text,
        audiences -> Text,
        settings -> Text,
        topics -> Text,
        state -> Text,
        number -> Integer,
        change_note -> Nullable<Text>,
        owner_id -> Nullable<UuidColumn>,
        review_by -> Nullable<Date>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    resource_versions (resource_id, number) {
        resource_id -> UuidColumn,
        number -> Integer,
        title -> Text,
        summary -> Text,
        body -> Text,
        link -> Nullable<Text>,
        licence -> Text,
        language -> Text,
        audiences -> Text,
        settings -> Text,
        topics -> Text,
        change_note -> Nullable<Text>,
        published_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    openings (id) {
        id -> UuidColumn,
        region_id -> UuidColumn,
        title -> Text,
        description -> Text,
        term_starts_on -> Date,
        term_ends_on -> Date,
        closes_on -> Date,
        state -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
        blind_review -> Bool,
        references_asked -> Integer,
        handover -> Bool,
        book_until_hours -> Integer,
        change_until_hours -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    opening_seats (opening_id, seat_id) {
        opening_id -> UuidColumn,
        seat_id -> UuidColumn,
        position -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    criteria (id) {
        id -> UuidColumn,
        opening_id -> UuidColumn,
        position -> Integer,
        code -> Text,
        label -> Text,
        weight -> Integer,
        scale_max -> Integer,
        anchors -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    applications (id) {
        id -> UuidColumn,
        opening_id -> UuidColumn,
        region_id -> UuidColumn,
        name -> Text,
        email -> Text,
        institution -> Text,
        experience -> Text,
        leadership -> Text,
        commitment -> Text,
        conflict_of_interest -> Nullable<Text>,
        state -> Text,
        submitted_at -> Timestamp,
        decision_reason -> Nullable<Text>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
        review_number -> Nullable<Integer>,
        campaign_id -> Nullable<UuidColumn>,
        phone -> Nullable<Text>,
        residence -> Nullable<Text>,
        asked_email -> Nullable<Text>,
        known_as -> Text,
        address_confirmed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    review_assignments (id) {
        id -> UuidColumn,
        application_id -> UuidColumn,
        reviewer_id -> UuidColumn,
        created_at -> Timestamp,
        state -> Text,
        recusal_reason -> Nullable<Text>,
        updated_at -> Timestamp,
        version -> BigInt,
        set_aside_reason -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    review_conflicts (id) {
        id -> UuidColumn,
        application_id -> UuidColumn,
        reviewer_id -> UuidColumn,
        reason -> Text,
        declared_by -> Nullable<UuidColumn>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    reviews (id) {
        id -> UuidColumn,
        application_id -> UuidColumn,
        reviewer_id -> UuidColumn,
        comment -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    review_scores (review_id, criterion_id) {
        review_id -> UuidColumn,
        criterion_id -> UuidColumn,
        score -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    offers (id) {
        id -> UuidColumn,
        application_id -> UuidColumn,
        state -> Text,
        expires_at -> Timestamp,
        answered_at -> Nullable<Timestamp>,
        term_id -> Nullable<UuidColumn>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
        seat_id -> UuidColumn,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    interview_slots (id) {
        id -> UuidColumn,
        opening_id -> UuidColumn,
        starts_at_local -> Timestamp,
        time_zone -> Text,
        starts_at -> Timestamp,
        ends_at -> Timestamp,
        duration_minutes -> Integer,
        link -> Nullable<Text>,
        place -> Nullable<Text>,
        note -> Nullable<Text>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    interview_panelists (slot_id, person_id) {
        slot_id -> UuidColumn,
        person_id -> UuidColumn,
        starts_at -> Timestamp,
        ends_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    interviews (id) {
        id -> UuidColumn,
        opening_id -> UuidColumn,
        application_id -> UuidColumn,
        state -> Text,
        slot_id -> Nullable<UuidColumn>,
        applicant_time_zone -> Nullable<Text>,
        sequence -> Integer,
        invited_at -> Timestamp,
        booked_at -> Nullable<Timestamp>,
        cancelled_by -> Nullable<Text>,
        cancel_reason -> Nullable<Text>,
        reminder_job_id -> Nullable<UuidColumn>,
        reminded_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    panel_scores (id) {
        id -> UuidColumn,
        interview_id -> UuidColumn,
        panelist_id -> UuidColumn,
        notes -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    panel_points (panel_score_id, criterion_id) {
        panel_score_id -> UuidColumn,
        criterion_id -> UuidColumn,
        score -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    campaigns (id) {
        id -> UuidColumn,
        opening_id -> UuidColumn,
        name -> Text,
        channel -> Text,
        partner -> Nullable<Text>,
        code -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    funnel_counts (opening_id, code, day, stage) {
        opening_id -> UuidColumn,
        code -> Text,
        day -> Date,
        stage -> Text,
        count -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    application_drafts (id) {
        id -> UuidColumn,
        opening_id -> UuidColumn,
        campaign_id -> Nullable<UuidColumn>,
        email -> Text,
        name -> Text,
        institution -> Text,
        experience -> Text,
        leadership -> Text,
        commitment -> Text,
        conflict_of_interest -> Text,
        referees -> Text,
        expires_at -> Timestamp,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    application_attachments (id) {
        id -> UuidColumn,
        draft_id -> Nullable<UuidColumn>,
        application_id -> Nullable<UuidColumn>,
        place -> Integer,
        name -> Text,
        media_type -> Text,
        size -> BigInt,
        digest -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    application_references (id) {
        id -> UuidColumn,
        application_id -> UuidColumn,
        name -> Text,
        email -> Text,
        relation -> Text,
        state -> Text,
        asked_at -> Nullable<Timestamp>,
        reminded_at -> Nullable<Timestamp>,
        answered_at -> Nullable<Timestamp>,
        text -> Nullable<Text>,
        known_for_years -> Nullable<Integer>,
        declared_relation -> Nullable<Text>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    public_submissions (id) {
        id -> UuidColumn,
        client_digest -> Binary,
        address_digest -> Binary,
        created_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    cohorts (id) {
        id -> UuidColumn,
        name -> Text,
        description -> Text,
        starts_on -> Date,
        ends_on -> Date,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    cohort_members (id) {
        id -> UuidColumn,
        cohort_id -> UuidColumn,
        person_id -> UuidColumn,
        region_id -> Nullable<UuidColumn>,
        state -> Text,
        completed_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    training_sessions (id) {
        id -> UuidColumn,
        cohort_id -> UuidColumn,
        title -> Text,
        kind -> Text,
        starts_at_local -> Timestamp,
        time_zone -> Text,
        starts_at -> Timestamp,
        duration_minutes -> Integer,
        link -> Nullable<Text>,
        capacity -> Nullable<Integer>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    attendances (session_id, member_id) {
        session_id -> UuidColumn,
        member_id -> UuidColumn,
        state -> Text,
        source -> Text,
        recorded_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    requirements (id) {
        id -> UuidColumn,
        cohort_id -> UuidColumn,
        title -> Text,
        description -> Text,
        kind -> Text,
        allowed_absences -> Integer,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    requirement_progress (requirement_id, member_id) {
        requirement_id -> UuidColumn,
        member_id -> UuidColumn,
        state -> Text,
        note -> Nullable<Text>,
        recorded_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    cycles (id) {
        id -> UuidColumn,
        name -> Text,
        starts_on -> Date,
        ends_on -> Date,
        state -> Text,
        answer_within_days -> Integer,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
        orientation_requirement_id -> Nullable<UuidColumn>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    enrolments (id) {
        id -> UuidColumn,
        cycle_id -> UuidColumn,
        person_id -> UuidColumn,
        region_id -> UuidColumn,
        institution_id -> Nullable<UuidColumn>,
        role -> Text,
        state -> Text,
        capacity -> Integer,
        setting -> Text,
        career_stage -> Text,
        years_of_experience -> Integer,
        interests -> Text,
        goals -> Text,
        languages -> Text,
        time_zone -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
        available_hours -> Nullable<Text>,
        unanswered -> Text,
        external_id -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    enrolment_exclusions (enrolment_id, person_id) {
        enrolment_id -> UuidColumn,
        person_id -> UuidColumn,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    enrolment_wishes (enrolment_id) {
        enrolment_id -> UuidColumn,
        codes -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    policy_versions (id) {
        id -> UuidColumn,
        level -> Text,
        region_id -> Nullable<UuidColumn>,
        cycle_id -> Nullable<UuidColumn>,
        number -> BigInt,
        policy -> Nullable<Text>,
        note -> Text,
        saved_by -> Nullable<UuidColumn>,
        saved_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    rounds (id) {
        id -> UuidColumn,
        cycle_id -> UuidColumn,
        region_id -> Nullable<UuidColumn>,
        state -> Text,
        objective -> Text,
        policy -> Text,
        job_id -> Nullable<UuidColumn>,
        mentors -> Integer,
        mentees -> Integer,
        matched -> Integer,
        total_points -> BigInt,
        dual_bound -> BigInt,
        published_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
        policy_version_id -> Nullable<UuidColumn>,
        edit_seq -> BigInt,
        keep_from_round_id -> Nullable<UuidColumn>,
        keep_points -> Integer,
        rematch_of_enrolment_id -> Nullable<UuidColumn>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    proposals (id) {
        id -> UuidColumn,
        round_id -> UuidColumn,
        cycle_id -> UuidColumn,
        region_id -> UuidColumn,
        mentor_enrolment_id -> UuidColumn,
        mentee_enrolment_id -> UuidColumn,
        mentor_id -> UuidColumn,
        mentee_id -> UuidColumn,
        points -> Integer,
        points_possible -> Integer,
        factors -> Text,
        alternatives -> Text,
        state -> Text,
        mentor_answer -> Nullable<Text>,
        mentee_answer -> Nullable<Text>,
        decline_reason -> Nullable<Text>,
        answer_by -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
        locked -> Bool,
        changed_seq -> BigInt,
        has_note -> Bool,
        approved_at -> Nullable<Timestamp>,
        approved_by -> Nullable<UuidColumn>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    unmatched (round_id, enrolment_id) {
        round_id -> UuidColumn,
        enrolment_id -> UuidColumn,
        region_id -> UuidColumn,
        person_id -> UuidColumn,
        reason -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    circle_rounds (id) {
        id -> UuidColumn,
        cycle_id -> UuidColumn,
        region_id -> Nullable<UuidColumn>,
        state -> Text,
        policy -> Text,
        policy_version_id -> Nullable<UuidColumn>,
        size_least -> Integer,
        size_most -> Integer,
        mentors_per_circle -> Integer,
        job_id -> Nullable<UuidColumn>,
        mentees -> Integer,
        mentors -> Integer,
        circles -> Integer,
        placed -> Integer,
        most_placed -> Integer,
        parts -> BigInt,
        most_parts -> BigInt,
        points_possible -> Integer,
        published_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    circles (id) {
        id -> UuidColumn,
        round_id -> UuidColumn,
        cycle_id -> UuidColumn,
        region_id -> Nullable<UuidColumn>,
        name -> Text,
        state -> Text,
        answer_by -> Nullable<Timestamp>,
        end_reason -> Nullable<Text>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    circle_places (id) {
        id -> UuidColumn,
        circle_id -> UuidColumn,
        round_id -> UuidColumn,
        cycle_id -> UuidColumn,
        region_id -> UuidColumn,
        enrolment_id -> UuidColumn,
        person_id -> UuidColumn,
        role -> Text,
        state -> Text,
        parts -> Nullable<BigInt>,
        answer_by -> Nullable<Timestamp>,
        answered_at -> Nullable<Timestamp>,
        decline_reason -> Nullable<Text>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
        leave_reason -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    circle_meetings (id) {
        id -> UuidColumn,
        circle_id -> UuidColumn,
        held_on -> Date,
        duration_minutes -> Integer,
        shared_note -> Nullable<Text>,
        logged_by -> UuidColumn,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    circle_attendance (meeting_id, place_id) {
        meeting_id -> UuidColumn,
        place_id -> UuidColumn,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    circle_unplaced (round_id, enrolment_id) {
        round_id -> UuidColumn,
        enrolment_id -> UuidColumn,
        region_id -> UuidColumn,
        person_id -> UuidColumn,
        reason -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    round_members (round_id, enrolment_id) {
        round_id -> UuidColumn,
        enrolment_id -> UuidColumn,
        person_id -> UuidColumn,
        region_id -> UuidColumn,
        role -> Text,
        seats -> Integer,
        enrolment_version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    round_edits (id) {
        id -> UuidColumn,
        round_id -> UuidColumn,
        seq -> BigInt,
        kind -> Text,
        region_id -> Nullable<UuidColumn>,
        mentor_enrolment_id -> Nullable<UuidColumn>,
        mentee_enrolment_id -> Nullable<UuidColumn>,
        reason -> Nullable<Text>,
        overrides -> Bool,
        made_by -> Nullable<UuidColumn>,
        made_at -> Timestamp,
        undone_seq -> Nullable<BigInt>,
        undone_by -> Nullable<UuidColumn>,
        undone_at -> Nullable<Timestamp>,
        taken_from_round_id -> Nullable<UuidColumn>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    proposal_notes (id) {
        id -> UuidColumn,
        proposal_id -> UuidColumn,
        version -> BigInt,
        body -> Text,
        written_by -> Nullable<UuidColumn>,
        written_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    mentor_pauses (enrolment_id) {
        enrolment_id -> UuidColumn,
        cycle_id -> UuidColumn,
        since -> Timestamp,
        until -> Nullable<Date>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    pairings (id) {
        id -> UuidColumn,
        cycle_id -> UuidColumn,
        proposal_id -> UuidColumn,
        region_id -> UuidColumn,
        mentor_id -> UuidColumn,
        mentee_id -> UuidColumn,
        state -> Text,
        started_on -> Date,
        ends_on -> Date,
        ended_on -> Nullable<Date>,
        end_reason -> Nullable<Text>,
        ended_by -> Nullable<UuidColumn>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
        paused_at -> Nullable<Timestamp>,
        paused_until -> Nullable<Date>,
        pause_reason -> Nullable<Text>,
        resumed_on -> Nullable<Date>,
        ended_by_side -> Nullable<Text>,
        made_by -> Text,
        agreement_reminded_at -> Nullable<Timestamp>,
        end_told_for -> Nullable<Date>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    agreements (id) {
        id -> UuidColumn,
        pairing_id -> UuidColumn,
        goals -> Text,
        cadence -> Text,
        confidentiality -> Text,
        ends_on -> Date,
        mentor_signed_at -> Nullable<Timestamp>,
        mentee_signed_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
        template_version -> Nullable<BigInt>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    meetings (id) {
        id -> UuidColumn,
        pairing_id -> UuidColumn,
        held_on -> Date,
        duration_minutes -> Integer,
        channel -> Text,
        shared_note -> Nullable<Text>,
        logged_by -> UuidColumn,
        created_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    studies (id) {
        id -> UuidColumn,
        title -> Text,
        irb_number -> Nullable<Text>,
        consent_text -> Text,
        consent_version -> Integer,
        data_use_terms -> Text,
        expires_on -> Date,
        k -> Integer,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    instruments (id) {
        id -> UuidColumn,
        code -> Text,
        title -> Text,
        licence -> Text,
        citation -> Text,
        state -> Text,
        number -> Integer,
        published_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    items (id) {
        id -> UuidColumn,
        instrument_id -> UuidColumn,
        position -> Integer,
        variable -> Text,
        kind -> Text,
        prompt -> Text,
        required -> Bool,
        choices -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    waves (id) {
        id -> UuidColumn,
        study_id -> UuidColumn,
        instrument_id -> UuidColumn,
        cycle_id -> UuidColumn,
        name -> Text,
        audience -> Text,
        state -> Text,
        invited -> Integer,
        opened_at -> Nullable<Timestamp>,
        closed_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    wave_invitations (id) {
        id -> UuidColumn,
        wave_id -> UuidColumn,
        person_id -> UuidColumn,
        role -> Text,
        region_id -> UuidColumn,
        disposition -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    responses (id) {
        id -> UuidColumn,
        wave_id -> UuidColumn,
        invitation_id -> UuidColumn,
        pseudonym -> Text,
        role -> Text,
        region_id -> UuidColumn,
        consent_version -> Integer,
        submitted_month -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    answers (response_id, item_id) {
        response_id -> UuidColumn,
        item_id -> UuidColumn,
        code -> Nullable<BigInt>,
        number -> Nullable<Double>,
        text -> Nullable<Text>,
        missing -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    findings (id) {
        id -> UuidColumn,
        title -> Text,
        statement -> Text,
        wave_id -> UuidColumn,
        variable -> Text,
        cited_result -> Text,
        created_by -> Nullable<UuidColumn>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    adjustments (id) {
        id -> UuidColumn,
        finding_id -> UuidColumn,
        title -> Text,
        owner_id -> UuidColumn,
        due_on -> Date,
        state -> Text,
        observed -> Nullable<Text>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    graduation_criteria (id) {
        id -> UuidColumn,
        code -> Text,
        label -> Text,
        threshold -> Integer,
        position -> Integer,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    graduations (id) {
        id -> UuidColumn,
        term_id -> UuidColumn,
        person_id -> UuidColumn,
        region_id -> UuidColumn,
        graduated_on -> Date,
        evidence -> Text,
        decided_by -> Nullable<UuidColumn>,
        created_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    guideships (id) {
        id -> UuidColumn,
        guide_id -> UuidColumn,
        coordinator_id -> UuidColumn,
        term_id -> UuidColumn,
        founding -> Bool,
        starts_on -> Date,
        ended_on -> Nullable<Date>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    task_force_meetings (id) {
        id -> UuidColumn,
        title -> Text,
        starts_at_local -> Timestamp,
        time_zone -> Text,
        starts_at -> Timestamp,
        ends_at -> Timestamp,
        duration_minutes -> Integer,
        link -> Nullable<Text>,
        place -> Nullable<Text>,
        agenda -> Text,
        minutes -> Nullable<Text>,
        state -> Text,
        cancelled_because -> Nullable<Text>,
        sequence -> Integer,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    task_force_attendance (meeting_id, person_id) {
        meeting_id -> UuidColumn,
        person_id -> UuidColumn,
        presence -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    decisions (id) {
        id -> UuidColumn,
        number -> Integer,
        title -> Text,
        motion -> Text,
        meeting_id -> Nullable<UuidColumn>,
        majority -> Text,
        secret -> Bool,
        state -> Text,
        closes_at -> Nullable<Timestamp>,
        closed_at -> Nullable<Timestamp>,
        withdrawn_because -> Nullable<Text>,
        eligible -> Nullable<Integer>,
        quorum -> Nullable<Integer>,
        took_part -> Nullable<Integer>,
        yes -> Nullable<Integer>,
        no -> Nullable<Integer>,
        abstain -> Nullable<Integer>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    decision_votes (decision_id, person_id) {
        decision_id -> UuidColumn,
        person_id -> UuidColumn,
        choice -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    decision_ballots (id) {
        id -> UuidColumn,
        decision_id -> UuidColumn,
        choice -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    stakeholders (id) {
        id -> UuidColumn,
        name -> Text,
        organisation -> Text,
        email -> Nullable<Text>,
        kind -> Text,
        brings -> Text,
        state -> Text,
        owner_id -> Nullable<UuidColumn>,
        next_step -> Nullable<Text>,
        next_step_on -> Nullable<Date>,
        invited_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    stakeholder_steps (id) {
        id -> UuidColumn,
        stakeholder_id -> UuidColumn,
        state -> Text,
        note -> Nullable<Text>,
        person_id -> Nullable<UuidColumn>,
        happened_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    never_again_pairs (asked_by_id, other_id) {
        asked_by_id -> UuidColumn,
        other_id -> UuidColumn,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    rounds_by_hand (cycle_id) {
        cycle_id -> UuidColumn,
        round_id -> UuidColumn,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    goals (id) {
        id -> UuidColumn,
        pairing_id -> UuidColumn,
        title -> Text,
        due_on -> Nullable<Date>,
        state -> Text,
        from_agreement -> Bool,
        last_progress_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    goal_steps (id) {
        id -> UuidColumn,
        goal_id -> UuidColumn,
        what -> Text,
        note -> Nullable<Text>,
        title -> Nullable<Text>,
        due_on -> Nullable<Date>,
        person_id -> UuidColumn,
        happened_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    agreement_templates (version) {
        version -> BigInt,
        goal_prompts -> Text,
        cadence -> Text,
        confidentiality -> Text,
        note -> Nullable<Text>,
        written_by -> Nullable<UuidColumn>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    pairing_notes (id) {
        id -> UuidColumn,
        pairing_id -> UuidColumn,
        kind -> Text,
        body -> Text,
        author_id -> UuidColumn,
        edited_by_id -> Nullable<UuidColumn>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    check_ins (id) {
        id -> UuidColumn,
        pairing_id -> UuidColumn,
        person_id -> UuidColumn,
        choice -> Text,
        text -> Nullable<Text>,
        readers -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    coordinator_questions (id) {
        id -> UuidColumn,
        pairing_id -> UuidColumn,
        region_id -> UuidColumn,
        asker_id -> UuidColumn,
        text -> Text,
        state -> Text,
        answered_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    coordinator_answers (id) {
        id -> UuidColumn,
        question_id -> UuidColumn,
        person_id -> UuidColumn,
        speaks_as -> Text,
        text -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    pair_questions (id) {
        id -> UuidColumn,
        pairing_id -> UuidColumn,
        reasons -> Text,
        asked_at -> Timestamp,
        answer_until -> Timestamp,
        acknowledged_at -> Nullable<Timestamp>,
        acknowledged_by -> Nullable<UuidColumn>,
        closed_at -> Nullable<Timestamp>,
        version -> BigInt,
        alert_since -> Nullable<Timestamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    planned_meetings (id) {
        id -> UuidColumn,
        pairing_id -> UuidColumn,
        starts_at -> Timestamp,
        duration_minutes -> Integer,
        place -> Nullable<Text>,
        link -> Nullable<Text>,
        note -> Nullable<Text>,
        planned_by -> UuidColumn,
        state -> Text,
        sequence -> Integer,
        meeting_id -> Nullable<UuidColumn>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    nudges (id) {
        id -> UuidColumn,
        person_id -> UuidColumn,
        pairing_id -> UuidColumn,
        kind -> Text,
        subject -> Text,
        sent_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    notification_preferences (person_id) {
        person_id -> UuidColumn,
        nudges -> Text,
        reminders -> Bool,
        reminder_hours -> Integer,
        quiet_from -> Integer,
        quiet_to -> Integer,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    pairing_suspensions (pairing_id) {
        pairing_id -> UuidColumn,
        own_until -> Nullable<Date>,
        own_reason -> Nullable<Text>,
        suspended_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    attended_words (pairing_id) {
        pairing_id -> UuidColumn,
        said_until -> Timestamp,
        attended_at -> Timestamp,
        attended_by -> Nullable<UuidColumn>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    pair_answers (id) {
        id -> UuidColumn,
        question_id -> UuidColumn,
        person_id -> UuidColumn,
        answer -> Nullable<Text>,
        answered_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    mentoring_import_keys (kind, external_id) {
        kind -> Text,
        external_id -> Text,
        subject_id -> UuidColumn,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    concerns (id) {
        id -> UuidColumn,
        pairing_id -> UuidColumn,
        about_person_id -> Nullable<UuidColumn>,
        raised_by_id -> UuidColumn,
        text -> Text,
        state -> Text,
        outcome -> Nullable<Text>,
        outcome_note -> Nullable<Text>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
        told_to_reporter -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    concern_readers (concern_id, person_id) {
        concern_id -> UuidColumn,
        person_id -> UuidColumn,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    concern_steps (id) {
        id -> UuidColumn,
        concern_id -> UuidColumn,
        what -> Text,
        person_id -> UuidColumn,
        happened_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    conduct_versions (version) {
        version -> BigInt,
        text -> Text,
        note -> Nullable<Text>,
        written_by -> Nullable<UuidColumn>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::platform::db::UuidColumn;

    conduct_acceptances (person_id, version) {
        person_id -> UuidColumn,
        version -> BigInt,
        accepted_at -> Timestamp,
    }
}

diesel::joinable!(jurisdictions -> regions (region_id));
diesel::joinable!(institutions -> jurisdictions (jurisdiction));
diesel::joinable!(institutions -> regions (region_id));
diesel::joinable!(institution_identifiers -> institutions (institution_id));
diesel::joinable!(imports -> jobs (job_id));
diesel::joinable!(import_problems -> imports (import_id));
diesel::joinable!(imports -> associations (association_id));
diesel::joinable!(failed_import_rows -> imports (import_id));
diesel::joinable!(memberships -> associations (association_id));
diesel::joinable!(memberships -> people (person_id));
diesel::joinable!(memberships -> institutions (institution_id));
diesel::joinable!(people -> institutions (institution_id));
diesel::joinable!(people -> jurisdictions (jurisdiction));
diesel::joinable!(people -> regions (region_id));
diesel::joinable!(affiliations -> people (person_id));
diesel::joinable!(affiliations -> institutions (institution_id));
diesel::joinable!(sessions -> people (person_id));
diesel::joinable!(refresh_tokens -> sessions (session_id));
diesel::joinable!(grants -> people (person_id));
diesel::joinable!(seats -> regions (region_id));
diesel::joinable!(terms -> seats (seat_id));
diesel::joinable!(terms -> regions (region_id));
diesel::joinable!(terms -> people (person_id));
diesel::joinable!(task_force_seats -> people (person_id));
diesel::joinable!(task_force_attendance -> task_force_meetings (meeting_id));
diesel::joinable!(task_force_attendance -> people (person_id));
diesel::joinable!(decisions -> task_force_meetings (meeting_id));
diesel::joinable!(decision_votes -> decisions (decision_id));
diesel::joinable!(decision_votes -> people (person_id));
diesel::joinable!(decision_ballots -> decisions (decision_id));
diesel::joinable!(stakeholders -> people (owner_id));
diesel::joinable!(stakeholder_steps -> stakeholders (stakeholder_id));
diesel::joinable!(stakeholder_steps -> people (person_id));
diesel::joinable!(milestones -> objectives (objective_id));
diesel::joinable!(milestones -> people (owner_id));
diesel::joinable!(indicators -> objectives (objective_id));
diesel::joinable!(public_names -> people (person_id));
diesel::joinable!(resources -> people (owner_id));
diesel::joinable!(resource_versions -> resources (resource_id));
diesel::joinable!(openings -> regions (region_id));
diesel::joinable!(opening_seats -> openings (opening_id));
diesel::joinable!(opening_seats -> seats (seat_id));
diesel::joinable!(criteria -> openings (opening_id));
diesel::joinable!(applications -> openings (opening_id));
diesel::joinable!(applications -> regions (region_id));
diesel::joinable!(review_assignments -> applications (application_id));
diesel::joinable!(review_assignments -> people (reviewer_id));
diesel::joinable!(review_conflicts -> applications (application_id));
diesel::joinable!(reviews -> applications (application_id));
diesel::joinable!(reviews -> people (reviewer_id));
diesel::joinable!(review_scores -> reviews (review_id));
diesel::joinable!(review_scores -> criteria (criterion_id));
diesel::joinable!(offers -> applications (application_id));
diesel::joinable!(campaigns -> openings (opening_id));
diesel::joinable!(applications -> campaigns (campaign_id));
diesel::joinable!(application_drafts -> openings (opening_id));
diesel::joinable!(application_references -> applications (application_id));
diesel::joinable!(application_attachments -> applications (application_id));
diesel::joinable!(application_attachments -> application_drafts (draft_id));
diesel::joinable!(offers -> terms (term_id));
diesel::joinable!(offers -> seats (seat_id));
diesel::joinable!(interview_slots -> openings (opening_id));
diesel::joinable!(interview_panelists -> interview_slots (slot_id));
diesel::joinable!(interview_panelists -> people (person_id));
diesel::joinable!(interviews -> openings (opening_id));
diesel::joinable!(interviews -> applications (application_id));
diesel::joinable!(interviews -> interview_slots (slot_id));
diesel::joinable!(panel_scores -> interviews (interview_id));
diesel::joinable!(panel_scores -> people (panelist_id));
diesel::joinable!(panel_points -> panel_scores (panel_score_id));
diesel::joinable!(panel_points -> criteria (criterion_id));
diesel::joinable!(cohort_members -> cohorts (cohort_id));
diesel::joinable!(cohort_members -> people (person_id));
diesel::joinable!(training_sessions -> cohorts (cohort_id));
diesel::joinable!(attendances -> training_sessions (session_id));
diesel::joinable!(attendances -> cohort_members (member_id));
diesel::joinable!(requirements -> cohorts (cohort_id));
diesel::joinable!(requirement_progress -> requirements (requirement_id));
diesel::joinable!(requirement_progress -> cohort_members (member_id));
diesel::joinable!(enrolments -> cycles (cycle_id));
diesel::joinable!(enrolments -> people (person_id));
diesel::joinable!(enrolments -> regions (region_id));
diesel::joinable!(enrolments -> institutions (institution_id));
diesel::joinable!(enrolment_exclusions -> enrolments (enrolment_id));
diesel::joinable!(enrolment_exclusions -> people (person_id));
diesel::joinable!(enrolment_wishes -> enrolments (enrolment_id));
diesel::joinable!(rounds -> cycles (cycle_id));
diesel::joinable!(rounds -> regions (region_id));
diesel::joinable!(rounds -> jobs (job_id));
diesel::joinable!(proposals -> rounds (round_id));
diesel::joinable!(proposals -> cycles (cycle_id));
diesel::joinable!(proposals -> regions (region_id));
diesel::joinable!(unmatched -> rounds (round_id));
diesel::joinable!(unmatched -> enrolments (enrolment_id));
diesel::joinable!(unmatched -> regions (region_id));
diesel::joinable!(unmatched -> people (person_id));
diesel::joinable!(pairings -> cycles (cycle_id));
diesel::joinable!(pairings -> proposals (proposal_id));
diesel::joinable!(pairings -> regions (region_id));
diesel::joinable!(agreements -> pairings (pairing_id));
diesel::joinable!(meetings -> pairings (pairing_id));
diesel::joinable!(meetings -> people (logged_by));
diesel::joinable!(planned_meetings -> pairings (pairing_id));
diesel::joinable!(rounds_by_hand -> rounds (round_id));
diesel::joinable!(goals -> pairings (pairing_id));
diesel::joinable!(goal_steps -> goals (goal_id));
diesel::joinable!(check_ins -> pairings (pairing_id));
diesel::joinable!(coordinator_questions -> pairings (pairing_id));
diesel::joinable!(pair_questions -> pairings (pairing_id));
diesel::joinable!(pair_answers -> pair_questions (question_id));
diesel::joinable!(concern_readers -> concerns (concern_id));
diesel::joinable!(items -> instruments (instrument_id));
diesel::joinable!(waves -> studies (study_id));
diesel::joinable!(waves -> instruments (instrument_id));
diesel::joinable!(waves -> cycles (cycle_id));
diesel::joinable!(wave_invitations -> waves (wave_id));
diesel::joinable!(wave_invitations -> people (person_id));
diesel::joinable!(wave_invitations -> regions (region_id));
diesel::joinable!(responses -> waves (wave_id));
diesel::joinable!(responses -> wave_invitations (invitation_id));
diesel::joinable!(responses -> regions (region_id));
diesel::joinable!(answers -> responses (response_id));
diesel::joinable!(answers -> items (item_id));
diesel::joinable!(findings -> waves (wave_id));
diesel::joinable!(findings -> people (created_by));
diesel::joinable!(adjustments -> findings (finding_id));
diesel::joinable!(adjustments -> people (owner_id));
diesel::joinable!(graduations -> terms (term_id));
diesel::joinable!(graduations -> regions (region_id));
diesel::joinable!(guideships -> terms (term_id));

/// Which tables may stand in one query, each pair once. Diesel offers to say it of all tables at a stroke; a crate of a hundred
/// tables then compiles ten thousand pairs of which it uses two hundred, and that took a third of the time of `cargo check`.
macro_rules! meet_in_a_query {
    ($($table:ident: $($other:ident),+;)*) => {
        $($(diesel::allow_tables_to_appear_in_same_query!($table, $other);)+)*
    };
}

meet_in_a_query! {
    settings: events;
    events: audit_entries;
    jobs: imports, rounds;
    regions: jurisdictions, institutions, people, associations, seats, terms, openings, applications, enrolments, rounds, proposals, unmatched, pairings, studies, wave_invitations, responses, graduations;
    jurisdictions: institutions, people;
    institutions: institution_words, institution_identifiers, people, affiliations, grants, memberships, seats, jurisdiction_moves, openings, cohort_members, cycles, enrolments, rounds, pairings;
    institution_identifiers: people, affiliations, memberships, enrolments;
    imports: failed_import_rows, import_problems, associations;
    people: affiliations, sessions, grants, memberships, seats, terms, jurisdiction_moves, task_force_seats, milestones, public_names, resources, openings, review_assignments, reviews, interview_panelists, panel_scores, cohort_members, cycles, enrolments, enrolment_exclusions, rounds, unmatched, pairings, meetings, wave_invitations, findings, adjustments, task_force_attendance, decision_votes, stakeholders, stakeholder_steps;
    affiliations: memberships, enrolments;
    sessions: refresh_tokens, grants;
    grants: seats, jurisdiction_moves, openings, cohort_members, cycles, enrolments, rounds, pairings;
    associations: memberships, studies;
    memberships: enrolments, cycles, pairings;
    seats: terms, jurisdiction_moves, openings, opening_seats, offers, cohort_members, cycles, enrolments, rounds, pairings;
    terms: offers, graduations, guideships;
    jurisdiction_moves: openings, cohort_members, enrolments, rounds, pairings;
    objectives: milestones, indicators;
    resources: resource_versions;
    openings: opening_seats, criteria, applications, review_assignments, offers, interview_slots, interviews, campaigns, application_drafts, cohort_members, enrolments, rounds, pairings;
    criteria: review_scores, panel_points;
    applications: review_assignments, review_conflicts, reviews, offers, interviews, campaigns, application_attachments, application_references;
    reviews: review_scores;
    interview_slots: interview_panelists, interviews;
    interview_panelists: interviews;
    interviews: panel_scores;
    panel_scores: panel_points;
    application_drafts: application_attachments;
    cohorts: cohort_members, training_sessions, requirements;
    cohort_members: training_sessions, attendances, requirement_progress, enrolments, rounds, pairings;
    training_sessions: attendances;
    requirements: requirement_progress;
    cycles: enrolments, rounds, proposals, pairings, waves, policy_versions;
    enrolments: enrolment_exclusions, enrolment_wishes, rounds, proposals, unmatched, pairings;
    rounds: proposals, unmatched, pairings;
    proposals: pairings;
    pairings: agreements, meetings, planned_meetings, goals, check_ins, coordinator_questions, pair_questions, pair_answers, concerns;
    goals: goal_steps;
    pair_questions: pair_answers;
    rounds: rounds_by_hand, round_edits;
    enrolments: never_again_pairs;
    concerns: concern_readers;
    agreements: meetings;
    studies: waves;
    instruments: items, waves;
    items: answers;
    waves: wave_invitations, responses, findings, adjustments;
    wave_invitations: responses;
    responses: answers;
    findings: adjustments;
    task_force_meetings: task_force_attendance, decisions;
    decisions: decision_votes, decision_ballots;
    stakeholders: stakeholder_steps;
    mails: message_recipients;
    circles: circle_places;
}
