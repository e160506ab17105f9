// What a job does, in words where we know its kind.
import { useIntl } from '../../shared/i18n/intl';

export function useJobWords() {
  const intl = useIntl();
  return (kind: string): string => {
    const id = `administration.job_kind.${kind}`;
    return id in intl.messages ? intl.formatMessage({ id }) : kind.replaceAll('_', ' ');
  };
}
