// How many a choice reaches and who they are, asked anew whenever it changes; what the message says is not known yet.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useWatch } from 'react-hook-form';
import { previewMessage, type ReachedPerson } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Reached } from './Reached';
import { RecipientPicker } from './RecipientPicker';
import { asked, type SelectionValues } from './selection';

interface CountProps {
  off: ReadonlySet<string>;
  onPick: (off: ReadonlySet<string>) => void;
  /** Whom the choice finds, before anybody is left out one by one; `null` while that is not known. */
  onPeople: (people: readonly ReachedPerson[] | null) => void;
}

export function Count({ off, onPick, onPeople }: CountProps) {
  const t = useT();
  const selection = asked(useWatch({ name: 'selection' }) as SelectionValues);
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['messages', 'count', selection],
    queryFn: async ({ signal }) =>
      (
        await previewMessage({
          body: { subject: '-', body: '-', selection: selection ?? { of: 'enrolments' } },
          signal,
        })
      ).data,
    enabled: selection !== null,
    placeholderData: keepPreviousData,
  });
  const known = selection !== null && !error && !isPlaceholderData;
  const people = (known && data?.recipients) || null;
  useEffect(() => onPeople(people), [people, onPeople]);
  if (!selection) return <p>{t('messages.choose_first')}</p>;
  if (error) return <ErrorState error={error} />;
  if (!data) return null;
  return (
    <>
      <Reached preview={data} />
      {data.recipients.length > 0 && (
        <RecipientPicker people={data.recipients} off={off} onChange={onPick} />
      )}
    </>
  );
}
