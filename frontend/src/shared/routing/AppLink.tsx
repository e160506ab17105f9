// A link inside the SPA. Paths are plain strings because features bring their routes independently of each other.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface AppLinkProps {
  to: string;
  params?: Record<string, string>;
  search?: Record<string, unknown>;
  className?: string | undefined;
  /** Given to the link of the page being shown. */
  exact?: boolean;
  onClick?: () => void;
  children: ReactNode;
}

export function AppLink({ to, params, search, className, exact, onClick, children }: AppLinkProps) {
  // Link's types follow a statically known tree; ours is composed from the features.
  const target = { to, params, search } as object as { to: '.' };
  return (
    <Link
      {...target}
      className={className}
      activeOptions={{ exact: exact ?? false, includeSearch: false }}
      onClick={onClick}
    >
      {children}
    </Link>
  );
}
