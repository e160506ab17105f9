// How many a choice reaches, and who is left out and why.
import type { MessagePreview } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { Stack } from '../../shared/ui/Stack';

export function Reached({ preview }: { preview: MessagePreview }) {
  const t = useT();
  const hidden =
    preview.left_out.reduce((sum, { count }) => sum + count, 0) - preview.left_out_people.length;
  return (
    <Stack gap="s">
      <p role="status">
        {t('messages.reached', { chosen: preview.chosen, reached: preview.reached })}
      </p>
      {preview.left_out.length > 0 && (
        <details>
          <summary>
            {preview.left_out
              .map(({ reason, count }) => `${t(`messages.left_out.${reason}`)}: ${count}`)
              .join('; ')}
          </summary>
          <ul>
            {preview.left_out_people.map(({ person_id, person_name, reason }) => (
              <li key={person_id}>
                {person_name}: {t(`messages.left_out.${reason}`)}
              </li>
            ))}
            {hidden > 0 && <li>{t('messages.and_more', { count: hidden })}</li>}
          </ul>
        </details>
      )}
    </Stack>
  );
}
