// Goes to a page of the SPA after something was made there.
import { useNavigate } from '@tanstack/react-router';

export function useGo(): (path: string) => Promise<void> {
  const navigate = useNavigate();
  // The router's types follow a statically known tree; ours is composed from the features.
  return (path) => navigate({ to: path } as object as { to: '.' });
}
