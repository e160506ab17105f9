// Why somebody has no place, as sentences in both languages.
import { renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import { IntlProvider } from '../../shared/i18n/intl';
import english from './messages.en.json';
import spanish from './messages.es.json';
import { aCircle, aPlace } from './someCircles';
import { usePublishRefusalWords, useUnplacedWords } from './words';

const nothing = {
  eligible: null,
  needed: null,
  removed: [],
  not_available: null,
  full: null,
  closed: null,
  free_mentors: null,
};

function inWords<T>(locale: 'en' | 'es', useWords: () => T): T {
  const messages = locale === 'en' ? english : spanish;
  return renderHook(useWords, {
    wrapper: ({ children }: { children: ReactNode }) => (
      <IntlProvider locale={locale} messages={messages}>
        {children}
      </IntlProvider>
    ),
  }).result.current;
}

const words = (locale: 'en' | 'es') => inWords(locale, () => useUnplacedWords());

const few = {
  ...nothing,
  code: 'too_few_mentors',
  eligible: 1,
  needed: 2,
  removed: [{ rule: 'same_employer', mentors: 3 }],
  not_available: 1,
};

test('too few mentors: how many are needed, and what stands against the others', () => {
  expect(words('en')(few)).toBe(
    '2 mentors are needed, 1 is eligible. Of the others, 3 work at the same institution and 1 is not available.',
  );
  expect(words('es')(few)).toBe(
    'Hacen falta 2 mentores; 1 puede guiar. De los demás, 3 trabajan en la misma institución y 1 no está disponible.',
  );
});

test('too few peers, and no circle found', () => {
  expect(words('en')({ ...nothing, code: 'too_few_peers', needed: 3 })).toBe(
    '3 other mentees are needed in one circle; fewer may sit there.',
  );
  const found = { ...nothing, code: 'no_circle_found', full: 2, closed: 1, free_mentors: 0 };
  expect(words('en')(found)).toBe(
    '2 circles are full, 1 does not suit, and no mentor is free for another.',
  );
});

test('a reason that this page does not know is no empty place', () => {
  expect(words('es')({ ...nothing, code: 'newer' })).toBe('No se encontró ningún círculo.');
});

test('somebody whom a coordinator took out has no figures', () => {
  expect(words('en')({ ...nothing, code: 'no_circle_found' })).toBe('No circle was found.');
  expect(words('en')({ ...few, eligible: null })).toBe('No circle was found.');
});

test('why circles cannot be published is said by its code, in the language of the page', () => {
  const ana = aPlace({ person_name: 'Ana Flores' });
  const circle = aCircle({ name: 'Mapas', places: [ana] });
  const say = inWords('es', () => usePublishRefusalWords([circle]));
  const refusal = (code: string, rest = '') => ({
    code,
    detail: 'In English.',
    pointer: `/circles/${circle.id}${rest}`,
  });
  expect(say(refusal('too_small'))).toBe('Mapas tiene muy pocas personas.');
  expect(say(refusal('mentee_taken', `/places/${ana.id}`))).toBe(
    'Mapas: Ana Flores ya tiene mentor o círculo, o una pregunta pendiente.',
  );
  expect(say(refusal('newer'))).toBe('In English.');
  expect(say(refusal('mentor_full', '/places/unknown'))).toBe('In English.');
});
