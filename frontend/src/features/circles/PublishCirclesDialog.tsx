// Before everybody in a circle gets a letter: how many go out, what the first says, and that it cannot be taken back.
import { useMutation, useQuery } from '@tanstack/react-query';
import {
  type CirclePublicationPreview,
  type CircleRoundView,
  type CircleView,
  previewCirclePublication,
  publishCircleRound,
} from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog, DialogActions } from '../../shared/ui/Dialog';
import { ErrorState } from '../../shared/ui/ErrorState';
import { notify } from '../../shared/ui/notify';
import { Skeleton } from '../../shared/ui/Skeleton';
import { Stack } from '../../shared/ui/Stack';
import styles from './Circles.module.css';
import { useCirclesChanged } from './data';
import { refusalsIn, usePublishRefusalWords } from './words';

interface PublishCirclesDialogProps {
  round: CircleRoundView;
  /** All of the round, to name those that cannot be published. */
  circles: readonly CircleView[];
  onClose: () => void;
}

export default function PublishCirclesDialog(props: PublishCirclesDialogProps) {
  const { round, circles, onClose } = props;
  const t = useT();
  const changed = useCirclesChanged();
  const { data, error, refetch } = useQuery({
    queryKey: ['circle_publication_preview', round.id],
    queryFn: async ({ signal }) =>
      (await previewCirclePublication({ path: { id: round.id }, signal })).data,
    staleTime: 0,
    gcTime: 0,
  });
  const send = useMutation({
    mutationFn: () => publishCircleRound({ path: { id: round.id } }),
    onSuccess: async () => {
      onClose();
      notify({ tone: 'done', text: t('circles.publish.done', { mails: data?.mails ?? 0 }) });
      await changed();
    },
  });
  return (
    <Dialog open alert title={t('circles.publish.ask')} onClose={onClose}>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={6} />}
      {data && <Says preview={data} />}
      {send.error && <Refused error={send.error} circles={circles} />}
      <DialogActions>
        <Button onPress={onClose}>{t('action.keep')}</Button>
        <Button
          tone="primary"
          pending={send.isPending}
          onPress={() => send.mutate()}
          disabledReason={whyNot(data)}
        >
          {t('circles.publish.confirm', { mails: data?.mails ?? 0 })}
        </Button>
      </DialogActions>
    </Dialog>
  );

  function whyNot(preview: CirclePublicationPreview | undefined): string | undefined {
    if (!preview) return t('state.loading');
    if (preview.circles === 0) return t('circles.publish.nothing');
    return preview.too_small.length > 0 ? t('circles.publish.too_small_first') : undefined;
  }
}

/** Which circles cannot be published and why, in the person's language; any other failure as such. */
function Refused({ error, circles }: { error: Error; circles: readonly CircleView[] }) {
  const t = useT();
  const words = usePublishRefusalWords(circles);
  const refused = refusalsIn(error);
  if (refused.length === 0) return <ErrorState error={error} focusOnMount />;
  const said = [...new Set(refused.map(words))];
  return (
    <div role="alert" className={styles.refused}>
      <p>{t('circles.publish.refused')}</p>
      <ul>
        {said.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </div>
  );
}

function Says({ preview }: { preview: CirclePublicationPreview }) {
  const t = useT();
  const { circles, mails, too_small, letter } = preview;
  return (
    <Stack>
      <p>{t('circles.publish.asks', { circles, mails })}</p>
      {too_small.length > 0 && (
        <div role="alert">
          <p>{t('circles.publish.too_small', { count: too_small.length })}</p>
          <ul>
            {too_small.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </div>
      )}
      {letter && (
        <section aria-labelledby="circle-letter">
          <h3 id="circle-letter">{t('circles.publish.letter')}</h3>
          <div className={styles.letter}>
            <p className={styles.by}>{letter.subject}</p>
            <p className={styles.text}>{letter.text}</p>
          </div>
        </section>
      )}
      <p>{t('circles.publish.final')}</p>
    </Stack>
  );
}
