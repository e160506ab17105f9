// How ready the coordinator of a term is: each criterion with its evidence, the guide, and the graduation.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useDisabledReason } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { Facts } from '../../shared/ui/Facts';
import { Meter } from '../../shared/ui/Meter';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { Criteria } from './Criteria';
import { guideshipsQuery, readinessQuery, termQuery } from './data';
import { TermBadge } from './states';

// The form's code comes when it is asked for, so that the page itself stays light.
const GraduateDialog = lazy(async () => ({
  default: (await import('./GraduateDialog')).GraduateDialog,
}));

// The form's code comes when it is asked for, so that the page itself stays light.
const AssignGuideDialog = lazy(async () => ({
  default: (await import('./AssignGuideDialog')).AssignGuideDialog,
}));

export default function ReadinessPage() {
  const t = useT();
  const dates = useDates();
  const { term_id } = useParams({ strict: false }) as { term_id: string };
  const [asking, setAsking] = useState<'guide' | 'graduate' | null>(null);
  const readiness = useSuspenseQuery(readinessQuery(term_id)).data;
  const term = useSuspenseQuery(termQuery(term_id)).data;
  const guideship = useSuspenseQuery(guideshipsQuery).data.find((each) => each.term_id === term_id);
  const over = term.state === 'graduated' || term.state === 'ended';
  const overReason = over && t('succession.readiness.over');
  const guideReason = useDisabledReason('graduate_coordinators', overReason);
  const graduateReason = useDisabledReason(
    'graduate_coordinators',
    term.state === 'in_training' ? t('succession.readiness.training') : overReason,
  );
  const met = readiness.criteria.filter((criterion) => criterion.met).length;
  const all = readiness.criteria.length;
  return (
    <>
      <PageHeader
        title={t('succession.readiness.title', { name: readiness.person_name })}
        lead={t('succession.readiness.lead')}
        badge={<TermBadge state={term.state} />}
        actions={
          <Button
            tone="primary"
            disabledReason={graduateReason}
            onPress={() => setAsking('graduate')}
          >
            {t('succession.graduate.action')}
          </Button>
        }
      />
      <Stack gap="l">
        <Card title={t('succession.readiness.term')}>
          <Stack>
            <Facts
              items={[
                {
                  term: t('succession.region'),
                  value: <AppLink to={`/regions/${term.region_id}`}>{term.region_name}</AppLink>,
                },
                { term: t('succession.from'), value: dates.date(term.starts_on) },
                { term: t('succession.until'), value: dates.date(term.ends_on) },
                {
                  term: t('succession.guide'),
                  value: guideship
                    ? t(
                        guideship.founding
                          ? 'succession.guided_founding'
                          : 'succession.guided_since',
                        { name: guideship.guide_name, since: dates.date(guideship.starts_on) },
                      )
                    : t('succession.no_guide'),
                },
              ]}
            />
            <Button disabledReason={guideReason} onPress={() => setAsking('guide')}>
              {t(guideship ? 'succession.assign.change' : 'succession.assign.action')}
            </Button>
          </Stack>
        </Card>
        <Card
          title={t('succession.readiness.criteria')}
          aside={t(readiness.ready ? 'succession.readiness.ready' : 'succession.readiness.not_yet')}
        >
          <Stack gap="l">
            <Meter
              label={t('succession.readiness.met')}
              value={met}
              max={all}
              tone={readiness.ready ? 'good' : 'attention'}
              text={t('succession.readiness.met_of', { met, all })}
            />
            <Criteria criteria={readiness.criteria} />
          </Stack>
        </Card>
      </Stack>
      {asking === 'guide' && (
        <Suspense fallback={null}>
          <AssignGuideDialog
            termId={term_id}
            name={readiness.person_name}
            replaces={guideship?.guide_name}
            onClose={() => setAsking(null)}
          />
        </Suspense>
      )}
      {asking === 'graduate' && (
        <Suspense fallback={null}>
          <GraduateDialog readiness={readiness} onClose={() => setAsking(null)} />
        </Suspense>
      )}
    </>
  );
}
