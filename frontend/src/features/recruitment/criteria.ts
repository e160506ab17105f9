// Criteria while they are being written: their codes, which the API wants and nobody should have to invent.
const LONGEST = 40;

function codeOf(label: string): string {
  const plain = label
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  const begun = /^[0-9]/.test(plain) ? `c_${plain}` : plain;
  return (begun || 'criterion').slice(0, LONGEST);
}

/** Gives every criterion without a code one that no other has. */
export function withCodes<Of extends { code: string; label: string }>(criteria: Of[]): Of[] {
  const taken = new Set(criteria.map(({ code }) => code).filter(Boolean));
  return criteria.map((criterion) => {
    if (criterion.code) return criterion;
    const wished = codeOf(criterion.label);
    let code = wished;
    for (let at = 2; taken.has(code); at += 1) {
      code = `${wished.slice(0, LONGEST - `_${at}`.length)}_${at}`;
    }
    taken.add(code);
    return { ...criterion, code };
  });
}

/** The anchors as the API takes them: one for each of the five scores. */
export function anchorsOf(anchors: readonly string[]): [string, string, string, string, string] {
  const [one = '', two = '', three = '', four = '', five = ''] = anchors;
  return [one, two, three, four, five];
}
