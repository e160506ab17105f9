// Zod in its small form (checks go into .check(...)), with its complaints as message ids of the catalogues instead of English sentences.
import * as z from 'zod/mini';

z.config({
  customError: (issue) => {
    if (issue.code === 'too_small') {
      // An empty text and a list without anything chosen.
      if (issue.origin !== 'number' && issue.minimum === 1) return 'form.required';
      return issue.origin === 'string' ? 'form.too_short' : 'form.too_small';
    }
    if (issue.code === 'too_big') {
      return issue.origin === 'string' ? 'form.too_long' : 'form.too_big';
    }
    if (issue.code === 'invalid_format') {
      if (issue.input === '') return 'form.required';
      return issue.format === 'email' ? 'form.email' : 'form.invalid';
    }
    if (issue.code === 'invalid_type' && (issue.input === undefined || issue.input === null)) {
      return 'form.required';
    }
    return 'form.invalid';
  },
});

export { z };
