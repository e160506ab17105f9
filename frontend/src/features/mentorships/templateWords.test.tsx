// The words that the network came with are there in the person's language; what somebody wrote is left as it is.
import { renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import type { AgreementTemplateView } from '../../gen';
import { IntlProvider } from '../../shared/i18n/intl';
import spanish from './messages.es.json';
import { useTemplateWords } from './templateWords';

const first: AgreementTemplateView = {
  version: 1,
  goal_prompts: ['What would you like to have finished?'],
  cadence: 'monthly',
  confidentiality: 'What is said between us stays between us.',
  note: null,
  created_at: '2026-12-12T00:00:00Z',
  written_by_name: null,
};
const read = (template: AgreementTemplateView) =>
  renderHook(() => useTemplateWords(template), {
    wrapper: ({ children }: { children: ReactNode }) => (
      <IntlProvider locale="es" messages={spanish}>
        {children}
      </IntlProvider>
    ),
  }).result.current;

test('nobody has written it yet: Spanish for who reads Spanish', () => {
  expect(read(first).goal_prompts).toContain('¿Qué le gustaría haber terminado?');
  expect(read(first).confidentiality).toMatch(/^Lo que hablamos queda entre nosotros/);
});

test('what somebody wrote is theirs', () => {
  const theirs = { ...first, version: 2, written_by_name: 'Kim' };
  expect(read(theirs).confidentiality).toBe(first.confidentiality);
});
