// No two rounds of a cycle are called the same, and a search for one person says whom.
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { UnmatchedWhy } from '../../gen';
import shared from '../../shared/i18n/en.json';
import { IntlProvider } from '../../shared/i18n/intl';
import words from './messages.en.json';
import { useRoundName } from './roundName';
import { Why } from './Why';

const made = { region_name: null, rematch_of_name: null, created_at: '2027-03-01T12:00:00Z' };

function Names() {
  const name = useRoundName();
  const rounds = [
    { ...made, number: 1 },
    { ...made, number: 2 },
    { ...made, number: 3, region_name: 'Great Lakes', rematch_of_name: 'Ana Flores' },
  ];
  return rounds.map((round) => <p key={round.number}>{name(round)}</p>);
}

const show = (content: React.ReactNode) =>
  render(
    <IntlProvider locale="en" messages={{ ...shared, ...words }}>
      {content}
    </IntlProvider>,
  );

test('rounds of the same minute are told apart', () => {
  show(<Names />);
  const names = screen.getAllByText(/^Round/).map((one) => one.textContent);
  expect(new Set(names).size).toBe(3);
  expect(names[2]).toMatch(/^Round 3: somebody new for Ana Flores, /);
});

test('a reason of a round of a region says that it is about the region', () => {
  const why: UnmatchedWhy = {
    code: 'all_eligible_full',
    text: '',
    eligible: 5,
    of_region: true,
    removed: [],
  };
  show(<Why why={why} />);
  screen.getByText('All 5 eligible mentors of this region are full.');
  show(<Why why={{ ...why, of_region: false }} />);
  screen.getByText('All 5 eligible mentors are full.');
});
