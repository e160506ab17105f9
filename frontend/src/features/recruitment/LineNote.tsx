// How firm the order is at the line: what would change who gets a seat, in sentences.
import type { LineChangeView, LineView, OpeningDetail, Place } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { Card } from '../../shared/ui/Card';
import { Stack } from '../../shared/ui/Stack';
import styles from './LineNote.module.css';

export function LineNote({ opening, line }: { opening: OpeningDetail; line: LineView }) {
  const t = useT();
  const tries = line.reviewers_left_out + line.weights_tried;
  const counts = {
    tries,
    reviewers: line.reviewers_left_out,
    weights: line.weights_tried,
    changes: line.changes.length,
    seats: line.seats,
  };
  return (
    <Card title={t('recruitment.line.title')} attention={line.changes.length > 0}>
      <Stack gap="s">
        <p role="status" className={styles.words}>
          {t(
            line.changes.length === 0 ? 'recruitment.line.holds' : 'recruitment.line.moves',
            counts,
          )}
        </p>
        {line.changes.length > 0 && (
          <ul className={styles.changes}>
            {line.changes.map((change) => (
              <OneChange
                key={`${change.reviewer_id ?? change.criterion_id} ${change.points}`}
                opening={opening}
                change={change}
              />
            ))}
          </ul>
        )}
        <details className={styles.how}>
          <summary>{t('recruitment.line.how')}</summary>
          <p className={styles.words}>{t('recruitment.line.how_words')}</p>
        </details>
      </Stack>
    </Card>
  );
}

function OneChange({ opening, change }: { opening: OpeningDetail; change: LineChangeView }) {
  const t = useT();
  const criterion = opening.criteria.find(({ id }) => id === change.criterion_id)?.label;
  const points = change.points ?? 0;
  const cause =
    change.cause === 'without_reviewer'
      ? t('recruitment.line.without', { name: change.reviewer_name })
      : t(points > 0 ? 'recruitment.line.more' : 'recruitment.line.less', {
          criterion,
          points: Math.abs(points),
        });
  const word = (place: Place | null) => t(`recruitment.place.${place ?? 'none'}`);
  return (
    <li>
      <span>{cause}</span>
      <ul className={styles.moved}>
        {change.moved.map(({ application_id, name, from, to }) => (
          <li key={application_id}>
            {t('recruitment.line.moved', { name, from: word(from), to: word(to) })}
          </li>
        ))}
      </ul>
    </li>
  );
}
