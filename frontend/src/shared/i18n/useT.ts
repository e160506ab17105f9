// Words and figures in the person's language: t(id), and numbers as they are written there.
import { useMemo } from 'react';
import { useIntl } from './intl';
import type { Values } from './makeIntl';

export type Translate = (id: string, values?: Values) => string;

export function useT(): Translate {
  const intl = useIntl();
  return useMemo(() => (id, values) => intl.formatMessage({ id }, values), [intl]);
}

export function useNumbers() {
  const intl = useIntl();
  return useMemo(
    () => ({
      number: (value: number, digits?: number) =>
        intl.formatNumber(
          value,
          digits === undefined
            ? {}
            : { minimumFractionDigits: digits, maximumFractionDigits: digits },
        ),
      percent: (share: number, digits = 0) =>
        intl.formatNumber(share, {
          style: 'percent',
          minimumFractionDigits: digits,
          maximumFractionDigits: digits,
        }),
    }),
    [intl],
  );
}
