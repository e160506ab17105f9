// What needs the person, one line for each kind: how many, what, which, until when, and the way there.

import { lazy, Suspense } from 'react';
import type { DashboardView, TodayItem, TodayKind, TodaySubject } from '../../gen';
import { VisuallyHidden } from '../../shared/a11y/VisuallyHidden';
import { useMe } from '../../shared/auth/useMe';
import { ensureMessages } from '../../shared/i18n/catalogue';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Badge } from '../../shared/ui/Badge';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { cx } from '../../shared/ui/classNames';
import { KeepFocus } from '../../shared/ui/KeepFocus';
import { Stack } from '../../shared/ui/Stack';
import { Act } from './Act';
import { dayMeans, harms, inOrder, urgencyOf } from './dashboard';
import { MyPairings } from './MyPairings';
import { MyProposals } from './MyProposals';
import styles from './NeedsMe.module.css';
import { PlaceLink } from './PlaceLink';
import { type Place, placeFor } from './places';

// A feature of its own, with its own words.
const MyCirclesCard = lazy(async () => {
  await ensureMessages('circles');
  return import('../circles/MyCirclesCard');
});

/** More names than these are a list, and the list is a page away. */
const NAMED = 3;

/** Kinds whose things have cards of their own on this page. */
const ON_CARDS: readonly TodayKind[] = [
  'proposals_to_answer',
  'agreements_to_write',
  'agreements_to_sign',
];

export function NeedsMe({ dashboard }: { dashboard: DashboardView }) {
  const t = useT();
  const { on } = dashboard;
  const { grants } = useMe();
  const listed = dashboard.today.filter(({ kind }) => !ON_CARDS.includes(kind));
  const nothing = dashboard.today.length === 0 && (
    <p className={styles.nothing}>{t('today.nothing')}</p>
  );
  return (
    <section aria-labelledby="needs-me">
      <KeepFocus>
        <h2 id="needs-me" className={styles.title}>
          {t('today.needs_me')}
        </h2>
        <Stack>
          {dashboard.my_proposals.length > 0 && <MyProposals dashboard={dashboard} />}
          {listed.length > 0 && (
            <ol className={styles.list}>
              {inOrder(listed, on).map((item) => (
                <Line key={item.kind} item={item} today={on} />
              ))}
            </ol>
          )}
          {grants.some(({ role }) => role === 'mentor' || role === 'mentee') ? (
            <Suspense>
              <MyCirclesCard otherwise={nothing} />
            </Suspense>
          ) : (
            nothing
          )}
          {dashboard.my_pairings.length > 0 && <MyPairings dashboard={dashboard} />}
        </Stack>
      </KeepFocus>
    </section>
  );
}

/** Several mentees wait for the same round: it is started beside the first of them. */
const isFirst = (subject: TodaySubject, subjects: readonly TodaySubject[]): boolean =>
  subject === subjects.find(({ action }) => action?.href === subject.action?.href);

/** What is only read is opened where all of them are. */
const opens = ({ action }: TodaySubject, list: Place | undefined): Place | undefined =>
  action?.method === 'GET' ? list : undefined;

function Line({ item, today }: { item: TodayItem; today: string }) {
  const t = useT();
  const dates = useDates();
  const { number } = useNumbers();
  const { permissions } = useMe();
  const { kind, count, subjects, earliest_on } = item;
  const urgency = urgencyOf(item, today);
  // What began to wait today need not say since when.
  const fresh = dayMeans(kind) === 'since' && earliest_on === today;
  const steps = subjects.some(({ action }) => action);
  const named = steps ? subjects : subjects.slice(0, NAMED);
  const [only] = subjects;
  const list = placeFor(kind, permissions);
  const place = (count === 1 && only && placeFor(kind, permissions, only.id)) || list;
  // Everything that can be done stands beside the names already.
  const way = place && !(steps && count <= named.length);
  return (
    <li className={cx(styles.line, styles[urgency], !way && styles.whole)}>
      <span className={styles.count} aria-hidden="true">
        {number(count)}
      </span>
      <div className={styles.words}>
        <h3 className={styles.what}>
          <VisuallyHidden>{`${number(count)} `}</VisuallyHidden>
          {t(`today.kind.${kind}`, { count })}
        </h3>
        {named.length > 0 && (
          <ul className={steps ? styles.steps : styles.subjects}>
            {named.map((subject) => (
              <li key={subject.id}>
                <PlaceLink place={placeFor(kind, permissions, subject.id)}>
                  {subject.title}
                </PlaceLink>
                {steps && isFirst(subject, subjects) && (
                  <span className={styles.step}>
                    <Act
                      kind={kind}
                      subject={subject}
                      place={placeFor(kind, permissions, subject.id) ?? opens(subject, list)}
                    />
                  </span>
                )}
              </li>
            ))}
            {count > named.length && (
              <li>{t('today.and_more', { count: count - named.length })}</li>
            )}
          </ul>
        )}
        {kind === 'pairing_questions' && (
          <p className={styles.day}>{t('today.pairing.asked_readers')}</p>
        )}
        {earliest_on && !fresh && (
          <p className={styles.day}>
            {urgency !== 'open' && (
              <Badge tone={urgency === 'late' ? 'danger' : 'attention'}>
                {t(`today.urgency.${harms(kind) ? 'harms' : urgency}`)}
              </Badge>
            )}
            <span>
              {t(`today.day.${dayMeans(kind)}`, {
                count,
                date: dates.date(earliest_on),
                when: dates.until(earliest_on, today),
              })}
            </span>
          </p>
        )}
      </div>
      {way && (
        <div className={styles.act}>
          <ButtonLink {...place}>{t(`today.act.${kind}`)}</ButtonLink>
        </div>
      )}
    </li>
  );
}
