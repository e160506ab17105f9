// Mentees who wait for another proposal go into another round with one press, for the region one coordinates.
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { TodayAction } from '../../gen';
import { useMe } from '../../shared/auth/useMe';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { notify } from '../../shared/ui/notify';
import { cycleOf, pageOf } from './places';
import { everythingChanged, follow } from './useStep';

export function RoundAgain({ action, title }: { action: TodayAction; title: string }) {
  const t = useT();
  const navigate = useNavigate();
  const { grants, permissions } = useMe();
  const regions = new Set(
    grants.filter(({ role }) => role === 'coordinator').map(({ scope_id }) => scope_id),
  );
  const start = useMutation({
    mutationFn: async (region_id: string) =>
      (await follow(action, { region_id })) as { id: string },
    onSuccess: async ({ id }) => {
      await everythingChanged();
      notify({ tone: 'done', text: t('today.step.done.proposals_declined') });
      await navigate({ to: `/rounds/${id}` });
    },
    onError: (error) => notify({ tone: 'problem', error }),
  });
  const [region] = regions;
  // Several regions, or none: which one is chosen on the cycle's page.
  if (regions.size !== 1 || !region) {
    const place = pageOf('cycle', permissions, cycleOf(action.href));
    return place ? <ButtonLink {...place}>{t('today.act.proposals_declined')}</ButtonLink> : null;
  }
  return (
    <Button
      small
      labelSuffix={`: ${title}`}
      pending={start.isPending}
      onPress={() => start.mutate(region)}
    >
      {t('today.step.proposals_declined')}
    </Button>
  );
}
