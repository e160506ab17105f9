// The count columns of the Public Libraries Survey that we know by name, in the order a librarian would look for them.
export const GROUPS = {
  people: ['POPU_LSA', 'POPU_UND', 'TOTSTAFF', 'REGBOR'],
  places: ['CENTLIB', 'BRANLIB', 'BKMOB', 'HRS_OPEN', 'GPTERMS'],
  use: ['VISITS', 'TOTCIR', 'KIDCIRCL', 'REFERENC', 'TOTPRO', 'PITUSR', 'WIFISESS'],
  collection: [
    'BKVOL',
    'EBOOK',
    'AUDIO_PH',
    'AUDIO_DL',
    'VIDEO_PH',
    'VIDEO_DL',
    'EC_LO_OT',
    'SUBSCRIP',
  ],
} as const;

export type Group = keyof typeof GROUPS;
export const GROUP_NAMES = Object.keys(GROUPS) as Group[];

const known = new Set<string>(Object.values(GROUPS).flat());
export const isKnownMeasure = (code: string) => known.has(code);
