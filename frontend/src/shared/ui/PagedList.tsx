// A list from the API, page by page: waiting, failure and emptiness said; earlier rows stay, faded, while the next ones come.
import { keepPreviousData, type QueryKey, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { cx } from './classNames';
import { ErrorState } from './ErrorState';
import styles from './PagedList.module.css';
import { Paging } from './Paging';
import { Skeleton } from './Skeleton';

interface Answer<Row> {
  items: Row[];
  next_cursor?: string | null;
}

interface PagedListProps<Row> {
  /** Names the list with its filters; another name starts at the first page. */
  queryKey: QueryKey;
  read: (page: { cursor?: string }, signal: AbortSignal) => Promise<Answer<Row>>;
  /** What is paged, for a screen reader. */
  label: string;
  /** What is shown when there is nothing; it says what to do next. */
  empty: ReactNode;
  children: (rows: Row[], busy: boolean) => ReactNode;
}

export function PagedList<Row>({ queryKey, read, label, empty, children }: PagedListProps<Row>) {
  const list = JSON.stringify(queryKey);
  const [seen, setSeen] = useState<{ list: string; cursors: string[] }>({ list, cursors: [] });
  const cursors = seen.list === list ? seen.cursors : [];
  const cursor = cursors.at(-1);
  const { data, error, isPlaceholderData, refetch } = useQuery({
    queryKey: [...queryKey, 'page', cursor ?? null],
    queryFn: ({ signal }) => read(cursor === undefined ? {} : { cursor }, signal),
    placeholderData: keepPreviousData,
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={6} />;
  const paging = {
    cursor,
    page: cursors.length + 1,
    next: (next: string) => setSeen({ list, cursors: [...cursors, next] }),
    previous: () => setSeen({ list, cursors: cursors.slice(0, -1) }),
    reset: () => setSeen({ list, cursors: [] }),
  };
  return (
    <div>
      <div className={cx(isPlaceholderData && styles.busy)} aria-busy={isPlaceholderData}>
        {data.items.length > 0 ? children(data.items, isPlaceholderData) : empty}
      </div>
      <Paging paging={paging} nextCursor={data.next_cursor} label={label} />
    </div>
  );
}
