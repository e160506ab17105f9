// Why a pair cannot be published is said with the names of the two, in the person's language.
import { renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import { IntlProvider } from '../../shared/i18n/intl';
import spanish from './dialogs/messages.es.json';
import { useClashWords } from './useClashWords';

const clash = {
  proposal_id: 'p',
  code: 'mentor_full',
  detail: 'Max Roth has no seat left.',
  mentor_name: 'Max Roth',
  mentee_name: 'Ana Flores',
};
const words = () =>
  renderHook(() => useClashWords(), {
    wrapper: ({ children }: { children: ReactNode }) => (
      <IntlProvider locale="es" messages={spanish}>
        {children}
      </IntlProvider>
    ),
  }).result.current;

test('a known clash comes in words of this page', () => {
  expect(words()(clash)).toBe('Ana Flores con Max Roth: a Max Roth no le quedan plazas.');
});

test('of a kind that this page does not know the server has the word', () => {
  expect(words()({ ...clash, code: 'other' })).toBe('Max Roth has no seat left.');
});
