// A list as a table: a caption that names it, columns one can sort by, cards instead of rows on a phone.
import type { ReactNode } from 'react';
import { useT } from '../i18n/useT';
import { cx } from './classNames';
import styles from './DataTable.module.css';
import { IconSort } from './icons';

export interface Column<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** The name the API sorts by. */
  sort?: string;
  numeric?: boolean;
}

interface DataTableProps<Row> {
  caption: string;
  captionHidden?: boolean;
  /** The first column names the row. */
  columns: ReadonlyArray<Column<Row>>;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** As the API takes it: `name`, or `-name` for the other direction. */
  sort?: string;
  onSort?: (sort: string) => void;
  /** What is shown instead of an empty table; it says what to do next. */
  empty: ReactNode;
  /** Earlier rows stay, faded, while the next ones come. */
  busy?: boolean;
  /** Inside a card, which is frame enough. */
  plain?: boolean;
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, captionHidden, columns, rows, rowKey, sort, onSort, empty, busy, plain } = props;
  if (rows.length === 0 && !busy) return <>{empty}</>;
  const [naming, ...others] = columns;
  if (!naming) return null;
  return (
    <div className={cx(styles.frame, plain && styles.plain, busy && styles.busy)} aria-busy={busy ?? false}>
      {onSort && <SortChoice columns={columns} sort={sort} onSort={onSort} />}
      <table className={styles.table}>
        <caption className={cx(styles.caption, captionHidden && styles.hidden)}>{caption}</caption>
        <thead className={styles.head}>
          <tr>
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              <th scope="row" className={styles.naming}>
                {naming.cell(row)}
              </th>
              {others.map((column) => (
                <td key={column.id} className={cx(column.numeric && styles.numeric)}>
                  <span className={styles.term} aria-hidden="true">
                    {column.header}
                  </span>
                  <span>{column.cell(row)}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface SortProps {
  sort?: string | undefined;
  onSort?: ((sort: string) => void) | undefined;
}

function HeaderCell<Row>({ column, sort, onSort }: SortProps & { column: Column<Row> }) {
  const className = cx(column.numeric && styles.numeric);
  if (!column.sort || !onSort) {
    return (
      <th scope="col" className={className}>
        {column.header}
      </th>
    );
  }
  const direction =
    sort === column.sort ? 'ascending' : sort === `-${column.sort}` ? 'descending' : 'none';
  const next = direction === 'ascending' ? `-${column.sort}` : column.sort;
  return (
    <th scope="col" className={className} aria-sort={direction}>
      <span className={styles.plainHead}>{column.header}</span>
      <button type="button" className={styles.sort} onClick={() => onSort(next)}>
        {column.header}
        <IconSort direction={direction} />
      </button>
    </th>
  );
}

// On a phone the head is out of sight, so sorting needs a control of its own.
function SortChoice<Row>({
  columns,
  sort,
  onSort,
}: SortProps & { columns: ReadonlyArray<Column<Row>> }) {
  const t = useT();
  return (
    <label className={styles.sortChoice}>
      <span>{t('table.sort_by')}</span>
      <select value={sort ?? ''} onChange={(event) => onSort?.(event.target.value)}>
        {!sort && <option value="">{t('table.sort_default')}</option>}
        {columns.flatMap((column) =>
          column.sort
            ? [
                <option key={column.sort} value={column.sort}>
                  {t('table.sort_up', { column: column.header })}
                </option>,
                <option key={`-${column.sort}`} value={`-${column.sort}`}>
                  {t('table.sort_down', { column: column.header })}
                </option>,
              ]
            : [],
        )}
      </select>
    </label>
  );
}
