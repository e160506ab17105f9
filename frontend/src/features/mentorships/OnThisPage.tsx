// Ways to the parts of a long page, for a thumb; on a wide screen everything is in sight already.
import { useT } from '../../shared/i18n/useT';
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

export function OnThisPage({ ended }: { ended: boolean }) {
  const t = useT();
  return (
    <nav className={styles.jump} aria-label={t('mentorships.on_this_page')}>
      <ul>
        {PARTS.filter((part) => !(ended && ['check-in', 'next-meeting'].includes(part))).map(
          (part) => (
            <li key={part}>
              <button type="button" onClick={() => go(part)}>
                {t(`mentorships.part.${part.replace('-', '_')}`)}
              </button>
            </li>
          ),
        )}
      </ul>
    </nav>
  );
}
