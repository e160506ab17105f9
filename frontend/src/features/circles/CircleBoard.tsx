// The circles of a round as cards; names are found among all of them, and not too many stand here at once.
import { lazy, Suspense, useDeferredValue, useState } from 'react';
import type { CirclePlace, CircleView } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { CardGrid } from '../../shared/ui/Card';
import { EmptyState } from '../../shared/ui/EmptyState';
import { FilterBar, SearchBox } from '../../shared/ui/Filters';
import { Stack } from '../../shared/ui/Stack';
import { CircleCard } from './CircleCard';
import { findCircles } from './circles';

// Forms come when they are asked for, so that the page itself stays light.
const MoveDialog = lazy(() => import('./MoveDialog'));
const RemoveDialog = lazy(() => import('./RemoveDialog'));
const RenameDialog = lazy(() => import('./RenameDialog'));

const AT_ONCE = 24;

export interface Asking {
  what: 'move' | 'remove';
  place: CirclePlace;
  circle: CircleView;
}

interface CircleBoardProps {
  circles: readonly CircleView[];
  /** How many mentors each needs. */
  leaders: number;
  /** Before they are published, by whoever runs the round. */
  editable: boolean;
}

export function CircleBoard({ circles, leaders, editable }: CircleBoardProps) {
  const t = useT();
  const [words, setWords] = useState<string>();
  const [most, setMost] = useState(AT_ONCE);
  const [asking, setAsking] = useState<Asking>();
  const [renaming, setRenaming] = useState<CircleView>();
  const found = useDeferredValue(findCircles(circles, words));
  if (circles.length === 0) {
    return <EmptyState title={t('circles.none')} next={t('circles.none_next')} />;
  }
  return (
    <Stack>
      <FilterBar>
        <SearchBox label={t('circles.find')} value={words} onSearch={setWords} />
      </FilterBar>
      <p role="status">{words && t('circles.found', { count: found.length })}</p>
      <CardGrid>
        {found.slice(0, most).map((circle) => (
          <CircleCard
            key={circle.id}
            circle={circle}
            leaders={leaders}
            onRename={editable ? () => setRenaming(circle) : undefined}
            onAsk={editable ? setAsking : undefined}
          />
        ))}
      </CardGrid>
      {found.length > most && (
        <Button onPress={() => setMost(most + AT_ONCE)}>
          {t('circles.more', { count: Math.min(AT_ONCE, found.length - most) })}
        </Button>
      )}
      <Suspense>
        {asking?.what === 'move' && (
          <MoveDialog
            person={asking.place}
            from={asking.circle}
            circles={circles}
            onClose={() => setAsking(undefined)}
          />
        )}
        {asking?.what === 'remove' && (
          <RemoveDialog
            place={asking.place}
            circle={asking.circle}
            onClose={() => setAsking(undefined)}
          />
        )}
        {renaming && <RenameDialog circle={renaming} onClose={() => setRenaming(undefined)} />}
      </Suspense>
    </Stack>
  );
}
