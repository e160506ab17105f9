// Finding a resource: by words, by what it is, for whom and where it fits.
import { useState } from 'react';
import {
  listResources,
  type ResourceAudience,
  type ResourceKind,
  type ResourceListItem,
  type ResourceState,
  type Setting,
} from '../../gen';
import { useCan, useDisabledReason } from '../../shared/auth/useMe';
import { SETTINGS } from '../../shared/i18n/settings';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { useFilters } from '../../shared/routing/useFilters';
import { StateBadge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { EmptyState } from '../../shared/ui/EmptyState';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/ui/Filters';
import { PagedList } from '../../shared/ui/PagedList';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import styles from './LibraryPage.module.css';
import { AUDIENCES, KINDS, libraryKey, STATE_TONES, STATES } from './reading';

const FILTERS = ['q', 'kind', 'audience', 'setting', 'topic', 'state'] as const;

export default function LibraryPage() {
  const t = useT();
  const [filters, filter] = useFilters(FILTERS);
  const { q, kind, audience, setting, topic, state } = filters;
  const narrowed = FILTERS.some((name) => filters[name] !== undefined);
  const [more, setMore] = useState(Boolean(audience || setting));
  const off = useDisabledReason('write_resources');
  const write = off === undefined && (
    <ButtonLink to="/library/new" tone="primary">
      {t('library.write')}
    </ButtonLink>
  );
  const clear = () =>
    filter(Object.fromEntries(FILTERS.map((name) => [name, undefined])) as Partial<typeof filters>);
  return (
    <>
      <PageHeader title={t('library.title')} lead={t('library.lead')} actions={write} />
      <Stack gap="l">
        <FilterBar>
          <SearchBox
            label={t('library.search')}
            value={q}
            onSearch={(words) => filter({ q: words })}
          />
          <FilterSelect
            label={t('library.kind')}
            value={kind}
            all={t('library.all_kinds')}
            options={KINDS.map((each) => ({ value: each, label: t(`library.kind.${each}`) }))}
            onChange={(value) => filter({ kind: value })}
          />
          {off === undefined && (
            <FilterSelect
              label={t('library.state')}
              value={state}
              all={t('library.all_states')}
              options={STATES.map((each) => ({ value: each, label: t(`library.state.${each}`) }))}
              onChange={(value) => filter({ state: value })}
            />
          )}
          {more ? (
            <>
              <FilterSelect
                label={t('library.audience')}
                value={audience}
                all={t('library.everybody')}
                options={AUDIENCES.map((each) => ({ value: each, label: t(`role.${each}`) }))}
                onChange={(value) => filter({ audience: value })}
              />
              <FilterSelect
                label={t('library.setting')}
                value={setting}
                all={t('library.everywhere')}
                options={SETTINGS.map((each) => ({ value: each, label: t(`setting.${each}`) }))}
                onChange={(value) => filter({ setting: value })}
              />
            </>
          ) : (
            <Button tone="quiet" onPress={() => setMore(true)}>
              {t('library.more_filters')}
            </Button>
          )}
        </FilterBar>
        {topic && (
          <Stack row>
            <p>{t('library.on_topic', { topic })}</p>
            <Button small onPress={() => filter({ topic: undefined })}>
              {t('library.any_topic')}
            </Button>
          </Stack>
        )}
        <PagedList
          label={t('library.title')}
          queryKey={[...libraryKey, 'list', ...FILTERS.map((name) => filters[name])]}
          read={async (page, signal) => {
            const query = {
              ...page,
              ...(q ? { q } : {}),
              ...(kind ? { kind: kind as ResourceKind } : {}),
              ...(state ? { state: state as ResourceState } : {}),
              ...(topic ? { topic } : {}),
              ...(setting ? { setting: setting as Setting } : {}),
              ...(audience ? { audience: audience as ResourceAudience } : {}),
            };
            return (await listResources({ query, signal })).data;
          }}
          empty={
            narrowed ? (
              <EmptyState
                title={t('library.none_found')}
                next={t('library.none_found_next')}
                action={<Button onPress={clear}>{t('library.clear')}</Button>}
              />
            ) : (
              <EmptyState
                title={t('library.empty')}
                next={t(off === undefined ? 'library.empty_next' : 'library.empty_next_reader')}
                action={write}
              />
            )
          }
        >
          {(rows) => (
            <ul className={styles.shelf}>
              {rows.map((resource) => (
                <Entry key={resource.id} resource={resource} />
              ))}
            </ul>
          )}
        </PagedList>
      </Stack>
    </>
  );
}

function Entry({ resource }: { resource: ResourceListItem }) {
  const t = useT();
  const writes = useCan('write_resources');
  const { kind, state, topics, audiences } = resource;
  return (
    <li className={styles.entry}>
      <p className={styles.kind}>{t(`library.kind.${kind}`)}</p>
      <div className={styles.line}>
        <h2 className={styles.title}>
          <AppLink to={`/library/${resource.id}`}>{resource.title}</AppLink>
        </h2>
        {writes && (
          <StateBadge state={state} tones={STATE_TONES} label={t(`library.state.${state}`)} />
        )}
      </div>
      <p className={styles.summary} lang={resource.language}>
        {resource.summary}
      </p>
      <p className={styles.for}>
        {audiences.length > 0
          ? t('library.for', {
              audiences: audiences.map((each) => t(`role.${each}`)).join(', '),
            })
          : t('library.for_everybody')}
      </p>
      {topics.length > 0 && (
        <ul className={styles.topics} aria-label={t('library.topics')}>
          {topics.map((topic) => (
            <li key={topic}>
              <AppLink to="/library" search={{ topic }}>
                {topic}
              </AppLink>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
