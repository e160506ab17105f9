// What the public reads of an opening: its words, and what applications are judged by.
import type { CriterionView } from '../../gen';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Card } from '../../shared/ui/Card';
import { Stack } from '../../shared/ui/Stack';
import styles from './OpeningText.module.css';
import { Written } from './Written';

interface Readable {
  description: string;
  criteria: CriterionView[];
}

export function OpeningText({ opening }: { opening: Readable }) {
  const t = useT();
  return (
    <Stack gap="l">
      <Card title={t('recruitment.text.words')}>
        <Written text={opening.description || t('recruitment.text.no_words')} />
      </Card>
      <Card title={t('recruitment.criteria.title')}>
        <Criteria criteria={opening.criteria} />
      </Card>
    </Stack>
  );
}

export function Criteria({ criteria }: { criteria: CriterionView[] }) {
  const t = useT();
  const { percent } = useNumbers();
  const sum = criteria.reduce((all, { weight }) => all + weight, 0);
  return (
    <ul className={styles.criteria}>
      {criteria.map((criterion) => (
        <li key={criterion.id}>
          <p className={styles.label}>
            {criterion.label}
            <span className={styles.weight}>{percent(criterion.weight / sum)}</span>
          </p>
          <details>
            <summary>{t('recruitment.criteria.anchors')}</summary>
            <ol className={styles.anchors}>
              {criterion.anchors.map((anchor) => (
                <li key={anchor}>{anchor}</li>
              ))}
            </ol>
          </details>
        </li>
      ))}
    </ul>
  );
}
