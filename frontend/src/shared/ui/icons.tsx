// The few icons, drawn with the mark's line; always beside words, never alone.
import type { ReactNode } from 'react';

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      width="20"
      height="20"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

export const IconChevron = () => (
  <Icon>
    <path d="m5.5 8 4.5 4.5L14.5 8" />
  </Icon>
);
export const IconClose = () => (
  <Icon>
    <path d="m5 5 10 10M15 5 5 15" />
  </Icon>
);
export const IconDrawer = () => (
  <Icon>
    <path d="M3 4.5h14v11H3zM3 10h14M8.5 7.2h3M8.5 12.7h3" />
  </Icon>
);
export const IconCheck = () => (
  <Icon>
    <path d="m4.5 10.5 3.7 3.7 7.3-8" />
  </Icon>
);
export const IconAlert = () => (
  <Icon>
    <path d="M10 3.5 17.5 16h-15L10 3.5ZM10 8.5v3.5M10 14.2v.1" />
  </Icon>
);
export const IconSort = ({ direction }: { direction: 'ascending' | 'descending' | 'none' }) => (
  <Icon>
    {direction !== 'descending' && <path d="m6.5 8 3.5-3.5L13.5 8" />}
    {direction !== 'ascending' && <path d="m6.5 12 3.5 3.5 3.5-3.5" />}
  </Icon>
);
