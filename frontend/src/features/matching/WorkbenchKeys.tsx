// The keys of the list, each with what it does; beside each stands, elsewhere on the page, a button that does the same.
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog, DialogActions } from '../../shared/ui/Dialog';
import styles from './WorkbenchKeys.module.css';
import { COMMANDS } from './workbenchRows';

const WALKS = [
  { keys: ['↑', '↓'], what: 'walk' },
  { keys: ['PgUp', 'PgDn'], what: 'leap' },
  { keys: ['Home', 'End'], what: 'ends' },
  { keys: ['Enter'], what: 'open' },
  { keys: ['Esc'], what: 'back' },
] as const;

export default function WorkbenchKeys({ onClose }: { onClose: () => void }) {
  const t = useT();
  return (
    <Dialog open title={t('matching.workbench.keys.title')} onClose={onClose}>
      <p>{t('matching.workbench.keys.lead')}</p>
      <dl className={styles.keys}>
        {WALKS.map(({ keys, what }) => (
          <Line key={what} keys={keys} words={t(`matching.workbench.keys.${what}`)} />
        ))}
        {Object.entries(COMMANDS).map(([key, command]) => (
          <Line
            key={command}
            keys={[key.toUpperCase()]}
            words={t(`matching.workbench.keys.${command}`)}
          />
        ))}
      </dl>
      <DialogActions>
        <Button onPress={onClose} autoFocus>
          {t('action.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function Line({ keys, words }: { keys: readonly string[]; words: string }) {
  return (
    <div className={styles.line}>
      <dt>
        {keys.map((key) => (
          <kbd key={key} className={styles.key}>
            {key}
          </kbd>
        ))}
      </dt>
      <dd>{words}</dd>
    </div>
  );
}
