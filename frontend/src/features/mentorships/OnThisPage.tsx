// Ways to the parts of a long page, for a thumb; on a wide screen everything is in sight already.
import { useSuspenseQuery } from '@tanstack/react-query';
import type { PairingView } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { plannedQuery } from './data';
import styles from './PairingPage.module.css';

const PARTS = [
  'next-meeting',
  'goals',
  'meetings',
  'shared-notes',
  'private-notes',
  'check-in',
  'ask',
  'agreement',
];

function go(part: string): void {
  const target = document.getElementById(part);
  const heading = target?.querySelector<HTMLElement>('h2');
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  target?.scrollIntoView();
}

export function OnThisPage({ pairing }: { pairing: PairingView }) {
  const t = useT();
  const planned = useSuspenseQuery(plannedQuery(pairing.id)).data;
  const missing: string[] = [];
  if (pairing.state === 'ended') missing.push('check-in', 'next-meeting');
  // Nothing is planned while it rests: what is not there is not led to.
  if (pairing.state === 'paused' && planned.length === 0) missing.push('next-meeting');
  return (
    <nav className={styles.jump} aria-label={t('mentorships.on_this_page')}>
      <ul>
        {PARTS.filter((part) => !missing.includes(part)).map((part) => (
          <li key={part}>
            <button type="button" onClick={() => go(part)}>
              {t(`mentorships.part.${part.replace('-', '_')}`)}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
