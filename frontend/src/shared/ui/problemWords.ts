// A failure in the person's words: the kinds we know in their language, else what the server said.

import { ApiProblem } from '../api/problem';
import { useIntl } from '../i18n/intl';

const KNOWN = [0, 401, 403, 404, 409, 412, 413, 415, 422, 429, 500, 503];

export function useProblemWords(error: unknown): { title: string; detail: string | null } {
  const intl = useIntl();
  if (!(error instanceof ApiProblem)) {
    return { title: intl.formatMessage({ id: 'error.unexpected' }), detail: null };
  }
  const { status } = error;
  const kind = KNOWN.includes(status) ? status : status >= 500 ? 500 : 400;
  const title = intl.formatMessage({ id: `error.status.${kind}` });
  return { title, detail: error.detail ?? (error.title || null) };
}
