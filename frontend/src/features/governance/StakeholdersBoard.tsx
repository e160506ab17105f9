// Stakeholders as cards in the columns of their states. Every card is a link and can be moved; arrow keys walk the cards.
import type { StakeholderState, StakeholderView } from '../../gen';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import styles from '../../shared/ui/Board.module.css';
import { Button } from '../../shared/ui/Button';
import { cx } from '../../shared/ui/classNames';
import { walkBoard } from '../../shared/ui/walkBoard';
import { NextStep } from './NextStep';
import { StakeholderBadge } from './states';

interface BoardProps {
  stakeholders: readonly StakeholderView[];
  /** Why nobody can be moved. */
  off: string | undefined;
  onMove: (stakeholder: StakeholderView) => void;
}

const COLUMNS: Array<{ id: string; states: StakeholderState[] }> = [
  { id: 'considered', states: ['considered'] },
  { id: 'nominated', states: ['nominated'] },
  { id: 'invited', states: ['invited'] },
  { id: 'accepted', states: ['accepted'] },
  { id: 'over', states: ['declined', 'withdrawn'] },
];

export function StakeholdersBoard({ stakeholders, off, onMove }: BoardProps) {
  const t = useT();
  const { number } = useNumbers();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrows only add to the links' own keys
    <div className={cx(styles.board, styles.many)} onKeyDown={walkBoard}>
      {COLUMNS.map(({ id, states }) => {
        const here = stakeholders.filter(({ state }) => states.includes(state));
        return (
          <section key={id} className={styles.column} aria-labelledby={`column-${id}`}>
            <h2 id={`column-${id}`} className={styles.head}>
              {t(`governance.stakeholders.state.${id}`)}
              <span className={styles.count}>{number(here.length)}</span>
            </h2>
            {here.length > 0 ? (
              <ul className={styles.cards}>
                {here.map((stakeholder) => (
                  <StakeholderCard
                    key={stakeholder.id}
                    stakeholder={stakeholder}
                    off={off}
                    onMove={onMove}
                    showState={states.length > 1}
                  />
                ))}
              </ul>
            ) : (
              <p className={styles.none}>{t('governance.stakeholders.column_empty')}</p>
            )}
          </section>
        );
      })}
    </div>
  );
}

interface CardProps extends Pick<BoardProps, 'off' | 'onMove'> {
  stakeholder: StakeholderView;
  showState: boolean;
}

function StakeholderCard({ stakeholder, off, onMove, showState }: CardProps) {
  const t = useT();
  const { id, name, organisation, kind, owner_name, next_step, next_step_on } = stakeholder;
  return (
    <li className={styles.card}>
      <AppLink
        to="/stakeholders/$stakeholder_id"
        params={{ stakeholder_id: id }}
        className={styles.name}
      >
        {name}
      </AppLink>
      {organisation && <p className={styles.soft}>{organisation}</p>}
      <p className={styles.soft}>
        {[t(`governance.stakeholders.kind_${kind}`), owner_name].filter(Boolean).join(' · ')}
      </p>
      {(next_step || next_step_on) && (
        <div className={styles.soft}>
          <NextStep stakeholder={stakeholder} />
        </div>
      )}
      <div className={styles.badges}>
        {showState && <StakeholderBadge state={stakeholder.state} />}
        {off === undefined && (
          <span className={styles.act}>
            <Button small labelSuffix={`: ${name}`} onPress={() => onMove(stakeholder)}>
              {t('governance.stakeholders.move')}
            </Button>
          </span>
        )}
      </div>
    </li>
  );
}
