// Messages, dates, figures and lists of one language: the browser's Intl, and the ICU messages that the build parsed.
import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import IntlMessageFormat from 'intl-messageformat';

/** What a catalogue holds under an id: a plain text as it is, one with values as the tree that the build made of it. */
export type Message = string | MessageFormatElement[];
export type Messages = Readonly<Record<string, Message>>;
export type Values = Record<string, string | number | boolean | Date | null | undefined>;
type Instant = string | number | Date;

export interface IntlShape {
  locale: string;
  messages: Messages;
  /** The message in words; its id, and a report, when there is none or a value is missing. */
  formatMessage: (message: { id: string }, values?: Values) => string;
  formatDate: (value: Instant, options?: Intl.DateTimeFormatOptions) => string;
  formatNumber: (value: number, options?: Intl.NumberFormatOptions) => string;
  formatList: (words: readonly string[], options?: Intl.ListFormatOptions) => string;
  formatRelativeTime: (
    value: number,
    unit: Intl.RelativeTimeFormatUnit,
    options?: Intl.RelativeTimeFormatOptions,
  ) => string;
}

/** Makes each formatter once for its language and options: making them is what costs. */
function remembered<Options, Formatter>(make: (locale: string, options?: Options) => Formatter) {
  const made = new Map<string, Formatter>();
  return (locale: string, options?: Options): Formatter => {
    const key = `${locale} ${JSON.stringify(options)}`;
    const known = made.get(key) ?? make(locale, options);
    made.set(key, known);
    return known;
  };
}

const dates = remembered(
  (locale, options?: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
);
const figures = remembered(
  (locale, options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options),
);
const plurals = remembered(
  (locale, options?: Intl.PluralRulesOptions) => new Intl.PluralRules(locale, options),
);
const lists = remembered(
  (locale, options?: Intl.ListFormatOptions) => new Intl.ListFormat(locale, options),
);
const distances = remembered(
  (locale, options?: Intl.RelativeTimeFormatOptions) =>
    new Intl.RelativeTimeFormat(locale, options),
);
const formatters = {
  getNumberFormat: figures,
  getDateTimeFormat: dates,
  getPluralRules: plurals,
} as never;

export function makeIntl(
  locale: string,
  messages: Messages,
  onError: (error: Error) => void,
): IntlShape {
  const read = new Map<string, IntlMessageFormat>();
  // One wrong value must not take a page down.
  const safely = (say: () => string, otherwise: string): string => {
    try {
      return say();
    } catch (error) {
      onError(error as Error);
      return otherwise;
    }
  };
  const format = (id: string, message: MessageFormatElement[]) => {
    const known = read.get(id) ?? new IntlMessageFormat(message, locale, undefined, { formatters });
    read.set(id, known);
    return known;
  };
  return {
    locale,
    messages,
    formatMessage: ({ id }, values) => {
      const message = messages[id];
      if (typeof message === 'string') return message;
      return safely(() => {
        if (!message) throw new Error(`There is no message "${id}" in "${locale}".`);
        return format(id, message).format(values) as string;
      }, id);
    },
    formatDate: (value, options) =>
      safely(() => dates(locale, options).format(new Date(value)), String(value)),
    formatNumber: (value, options) => figures(locale, options).format(value),
    formatList: (words, options) => lists(locale, options).format(words),
    formatRelativeTime: (value, unit, options) => distances(locale, options).format(value, unit),
  };
}
