// The pairings of one's regions: how the caseload stands, which need somebody and why, and all of them.
import { lazy, Suspense, useState } from 'react';
import { useCan, useDisabledReason } from '../../shared/auth/useMe';
import { useT } from '../../shared/i18n/useT';
import { useFilters } from '../../shared/routing/useFilters';
import { Button } from '../../shared/ui/Button';
import { KeepFocus } from '../../shared/ui/KeepFocus';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { ViewChoice } from '../../shared/ui/ViewChoice';
import { AllPairings } from './AllPairings';
import { Caseload } from './Caseload';
import { HealthList } from './HealthList';
import { MentorPairings } from './MentorPairings';

// Forms come when they are asked for, so that the page itself stays light.
const HandPairDialog = lazy(() => import('./HandPairDialog'));
const ImportDialog = lazy(() => import('./ImportDialog'));

const VIEWS = ['health', 'all', 'elsewhere'] as const;
type View = (typeof VIEWS)[number];

export default function PairingsPage() {
  const t = useT();
  const off = useDisabledReason('make_pairings');
  const [{ view, state, cycle_id }, setFilters] = useFilters([
    'view',
    'state',
    'health',
    'cycle_id',
  ]);
  const [doing, setDoing] = useState<'hand' | 'import' | null>(null);
  const stop = () => setDoing(null);
  const imports = useCan('import_data');
  const coordinates = useCan('attend_to_pairings');
  // Mentors who are run from another region are a coordinator's matter.
  const views = VIEWS.filter((each) => each !== 'elsewhere' || coordinates);
  // A list narrowed by what only all of them know is one of all.
  const usual: View = state || cycle_id ? 'all' : 'health';
  const shown: View = views.find((each) => each === view) ?? usual;
  return (
    <>
      <PageHeader
        title={t('mentorships.all.title')}
        lead={t('mentorships.all.lead')}
        actions={
          <>
            <Button disabledReason={off} onPress={() => setDoing('hand')}>
              {t('mentorships.hand.action')}
            </Button>
            {imports && (
              <Button onPress={() => setDoing('import')}>{t('mentorships.import.action')}</Button>
            )}
          </>
        }
      />
      <Stack gap="l">
        <Caseload />
        <KeepFocus>
          <Stack>
            <ViewChoice
              label={t('mentorships.view')}
              value={shown}
              options={views.map((value) => ({ value, label: t(`mentorships.view.${value}`) }))}
              onChange={(value) =>
                setFilters({
                  view: value === 'health' ? undefined : value,
                  // What one view can be narrowed by another may not know.
                  state: undefined,
                  health: undefined,
                  cycle_id: undefined,
                })
              }
            />
            {shown === 'health' && <HealthList acts={coordinates} />}
            {shown === 'all' && <AllPairings acts={coordinates} />}
            {shown === 'elsewhere' && <MentorPairings />}
          </Stack>
        </KeepFocus>
      </Stack>
      <Suspense>
        {doing === 'hand' && <HandPairDialog onClose={stop} />}
        {doing === 'import' && <ImportDialog onClose={stop} />}
      </Suspense>
    </>
  );
}
