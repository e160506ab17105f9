// Today: what needs me first, then how the program stands where I look after it.
import { useSuspenseQuery } from '@tanstack/react-query';
import { GrantList } from '../../shared/auth/GrantList';
import { useCan, useMe } from '../../shared/auth/useMe';
import { useIntl } from '../../shared/i18n/intl';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { EmptyState } from '../../shared/ui/EmptyState';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { CoverageCard } from './CoverageCard';
import { CycleCard } from './CycleCard';
import { dashboardQuery } from './dashboard';
import { FirstSteps } from './FirstSteps';
import { JobsCard } from './JobsCard';
import { MilestonesCard } from './MilestonesCard';
import { NeedsMe } from './NeedsMe';
import { OpeningsCard } from './OpeningsCard';
import styles from './TodayPage.module.css';

export default function TodayPage() {
  const t = useT();
  const dates = useDates();
  const me = useMe();
  const dashboard = useSuspenseQuery(dashboardQuery).data;
  const { locale } = useIntl();
  const plans = useCan('change_plan');
  const { on, today, milestones, openings, cycle, coverage, jobs } = dashboard;
  const weekday = dates.weekday(new Date().toISOString());
  const begins = plans && coverage?.seats === 0;
  return (
    <>
      <PageHeader
        title={t('today.title', { name: me.name.split(' ')[0] ?? me.name })}
        lead={t('today.lead', {
          // Spanish writes its weekdays small; here one begins the sentence.
          today: weekday.charAt(0).toLocaleUpperCase(locale) + weekday.slice(1),
          count: today.length,
        })}
        actions={me.grants.length > 0 && <GrantList grants={me.grants} />}
      />
      <Stack gap="l">
        {me.grants.length === 0 && (
          <EmptyState
            title={t('today.no_role')}
            next={t('today.no_role_next')}
            action={<ButtonLink to="/account">{t('today.no_role_action')}</ButtonLink>}
          />
        )}
        <div className={styles.board}>
          <div className={styles.main}>
            <NeedsMe dashboard={dashboard} />
            {begins && <FirstSteps />}
            {cycle && <CycleCard cycle={cycle} />}
            {openings.length > 0 && <OpeningsCard openings={openings} today={on} />}
          </div>
          {(coverage || milestones.length > 0 || jobs.length > 0) && (
            <div className={styles.side}>
              {jobs.length > 0 && <JobsCard jobs={jobs} />}
              {coverage && coverage.seats > 0 && <CoverageCard coverage={coverage} today={on} />}
              {milestones.length > 0 && <MilestonesCard milestones={milestones} today={on} />}
            </div>
          )}
        </div>
      </Stack>
    </>
  );
}
