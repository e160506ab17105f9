// Figures in words: what they are called, and how a value of theirs is written and read.
import { queryOptions } from '@tanstack/react-query';
import { type FigureUnit, listFigures, listIndicators } from '../../gen';
import { everyPage } from '../../shared/api/everyPage';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { planKey } from './governance';

export const figuresQuery = queryOptions({
  queryKey: ['figures'],
  queryFn: async ({ signal }) => (await listFigures({ signal })).data.items,
  staleTime: Number.POSITIVE_INFINITY,
});

export const indicatorsQuery = queryOptions({
  queryKey: [...planKey, 'indicators'],
  queryFn: ({ signal }) => everyPage((query) => listIndicators({ query, signal })),
});

/** Writes a value of a figure as one reads it: a share in percent, days as days. */
export function useFigureValue() {
  const t = useT();
  const { number, percent } = useNumbers();
  return (unit: FigureUnit, value: number): string => {
    if (unit === 'share') return percent(value, Number.isInteger(value * 100) ? 0 : 1);
    if (unit === 'days') return t('network.indicators.days', { days: value });
    return number(value);
  };
}

/** What a person writes for a value: shares in percent, with a point or a comma. */
export const asWritten = (unit: FigureUnit, value: number | null | undefined): string =>
  value === null || value === undefined
    ? ''
    : String(unit === 'share' ? Number((value * 100).toFixed(6)) : value);

export const asValue = (unit: FigureUnit, written: string): number => {
  const value = Number(written.trim().replace(',', '.'));
  return unit === 'share' ? value / 100 : value;
};
