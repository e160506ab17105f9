// Who would sit elsewhere, or does: the mentee, whom they had, whom they have.
import { useNumbers, useT } from '../../shared/i18n/useT';
import styles from './WorkbenchMoves.module.css';
import type { Moved } from './workbenchRows';

interface WorkbenchMovesProps {
  moves: readonly Moved[];
  /** Outside of what one may see. */
  elsewhere: number;
}

export function WorkbenchMoves({ moves, elsewhere }: WorkbenchMovesProps) {
  const t = useT();
  const { number } = useNumbers();
  const place = (at: Moved['before']) =>
    at === null
      ? t('matching.workbench.moves.nobody')
      : t('matching.workbench.moves.place', { name: at.name, points: number(at.points) });
  return (
    <ul className={styles.moves}>
      {moves.map(({ mentee, before, after }) => (
        <li key={mentee.enrolment_id}>
          {t('matching.workbench.moves.from_to', {
            name: mentee.name,
            before: place(before),
            after: place(after),
          })}
        </li>
      ))}
      {elsewhere > 0 && <li>{t('matching.workbench.moves.elsewhere', { count: elsewhere })}</li>}
    </ul>
  );
}
