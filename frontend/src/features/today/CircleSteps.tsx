// A circle with too few people: one press asks who takes the place, another ends it, after saying what that means.
import { useState } from 'react';
import type { TodayAction } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { notify } from '../../shared/ui/notify';
import type { Place } from './places';
import { everythingChanged, follow } from './useStep';

interface CircleStepsProps {
  action: TodayAction;
  title: string;
  place: Place | undefined;
}

export function CircleSteps({ action, title, place }: CircleStepsProps) {
  const t = useT();
  const [ending, setEnding] = useState(false);
  return (
    <>
      {place && (
        <ButtonLink to={place.to} search={{ ask: 'fill' }} tone="primary">
          {t('today.step.circle.fill', { circle: title })}
        </ButtonLink>
      )}
      <Button tone="danger" labelSuffix={`: ${title}`} onPress={() => setEnding(true)}>
        {t('today.step.circle.end')}
      </Button>
      <ConfirmDialog
        open={ending}
        title={t('today.step.circle.ask', { circle: title })}
        loses={<p>{t('today.step.circle.loses')}</p>}
        confirmLabel={t('today.step.circle.end')}
        onClose={() => setEnding(false)}
        onConfirm={async () => {
          await follow(action, { reason: 'too_small' });
          notify({ tone: 'done', text: t('today.step.done.circle', { circle: title }) });
          await everythingChanged();
        }}
      />
    </>
  );
}
