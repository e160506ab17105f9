import { beforeEach, describe, expect, it, vi } from 'vitest';

// Each test begins as a page just loaded does: nothing is awaited.
let arrival: typeof import('./arrival');
beforeEach(async () => {
  vi.resetModules();
  arrival = await import('./arrival');
});

function show(title: string): void {
  document.body.innerHTML = `<main><h1 tabindex="-1">${title}</h1></main>`;
}
const focused = () => document.querySelector('h1:focus')?.textContent;

describe('the focus goes to the heading of the new page', () => {
  it('when the heading is there as the page is rendered', () => {
    arrival.depart();
    show('New');
    arrival.land();
    expect(focused()).toBe('New');
  });

  it('when the heading comes late with its data', () => {
    arrival.depart();
    document.body.innerHTML = '<main></main>';
    arrival.land();
    show('New');
    arrival.arrive();
    expect(focused()).toBe('New');
  });

  it('even when the heading of the page being left came late', () => {
    arrival.depart();
    show('Old');
    arrival.arrive();
    expect(focused()).not.toBe('Old');
    show('New');
    arrival.land();
    expect(focused()).toBe('New');
  });

  it('once: a heading that comes again takes nothing from the person', () => {
    arrival.depart();
    show('New');
    arrival.land();
    show('New again');
    arrival.arrive();
    expect(focused()).not.toBe('New again');
  });

  it('when the same page shows something else', () => {
    arrival.expectArrival();
    show('Thank you');
    arrival.arrive();
    expect(focused()).toBe('Thank you');
  });

  it('and not on the first page, where nothing was left', () => {
    show('First');
    arrival.land();
    expect(focused()).not.toBe('First');
  });
});
