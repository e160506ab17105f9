// The rules of matching in words and weights: to read for everybody, to change for those who manage cycles.
import { lazy, Suspense, useState } from 'react';
import type { CycleView } from '../../gen';
import type { Versioned } from '../../shared/api/etag';
import { useCan, useDisabledReason } from '../../shared/auth/useMe';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card } from '../../shared/ui/Card';
import { KeepFocus } from '../../shared/ui/KeepFocus';
import { Stack } from '../../shared/ui/Stack';
import { PolicyPreview } from './PolicyPreview';
import { PolicyWords } from './PolicyWords';

// Forms come when they are asked for, so that the page itself stays light.
const PolicyEditor = lazy(() => import('./PolicyEditor'));

export function PolicyCard({ cycle }: { cycle: Versioned<CycleView> }) {
  const t = useT();
  const [editing, setEditing] = useState(false);
  const coordinates = useCan('run_rounds');
  const closed = cycle.value.state === 'closed' && t('matching.policy.closed');
  const changeReason = useDisabledReason('manage_cycles', closed);
  return (
    <KeepFocus>
      <Card
        title={t('matching.policy.title')}
        footer={
          coordinates &&
          !editing && (
            <>
              <Button onPress={() => setEditing(true)} disabledReason={changeReason}>
                {t('matching.policy.change')}
              </Button>
              <ButtonLink to="/matching-policies" tone="quiet">
                {t('matching.policies.see')}
              </ButtonLink>
            </>
          )
        }
      >
        {editing ? (
          <Suspense>
            <PolicyEditor
              place={{ level: 'cycle', id: cycle.value.id }}
              cycleId={cycle.value.id}
              onClose={() => setEditing(false)}
            />
          </Suspense>
        ) : (
          <Stack gap="l">
            <p>{t(`matching.policy.from.${cycle.value.policy_level}`)}</p>
            <PolicyWords policy={cycle.value.policy} />
            {coordinates && <PolicyPreview cycleId={cycle.value.id} />}
          </Stack>
        )}
      </Card>
    </KeepFocus>
  );
}
