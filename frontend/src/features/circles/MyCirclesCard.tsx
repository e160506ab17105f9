// On the Today page and in a cycle: that a circle waits for my answer, or which I am in. Without either, what else there is to say.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useIntl } from '../../shared/i18n/intl';
import { useT } from '../../shared/i18n/useT';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card } from '../../shared/ui/Card';
import { sortMine } from './circles';
import { myCirclesQuery } from './data';

interface MyCirclesCardProps {
  /** Of this cycle only. */
  cycle?: string;
  /** Shown unless a question waits. */
  otherwise?: ReactNode;
}

export default function MyCirclesCard({ cycle, otherwise = null }: MyCirclesCardProps) {
  const t = useT();
  const intl = useIntl();
  // A card beside others: when it cannot be read, nothing is missing that the page itself would not say.
  const { data = [] } = useQuery(myCirclesQuery);
  const { asked, joined } = sortMine(
    data.filter(({ cycle_id }) => cycle === undefined || cycle_id === cycle),
  );
  const shown = asked.length > 0 ? asked : joined;
  const names = intl.formatList(
    shown.map(({ name }) => name),
    { type: 'conjunction' },
  );
  return (
    <>
      {asked.length === 0 && otherwise}
      {shown.length > 0 && (
        <Card
          title={t('circles.nav.mine')}
          attention={asked.length > 0}
          footer={
            <ButtonLink to="/my-circles" tone={asked.length > 0 ? 'primary' : 'secondary'}>
              {t(asked.length > 0 ? 'circles.card.answer' : 'circles.card.see')}
            </ButtonLink>
          }
        >
          <p>{t(asked.length > 0 ? 'circles.card.asked' : 'circles.card.joined', { names })}</p>
        </Card>
      )}
    </>
  );
}
