// How people hear of an opening: campaigns with links of their own, and how far those who came went.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CampaignView, FunnelCounts, OpeningDetail, OpeningFunnel } from '../../gen';
import { BarRow } from '../../shared/charts/BarRow';
import chart from '../../shared/charts/Chart.module.css';
import { ChartFrame } from '../../shared/charts/ChartFrame';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { notify } from '../../shared/ui/notify';
import { Stack } from '../../shared/ui/Stack';
import styles from './Applicant.module.css';
import { CampaignDialog } from './CampaignDialog';
import { campaignsQuery, funnelQuery } from './queries';

const STAGES = ['views', 'starts', 'submissions', 'appointments'] as const;

export function Campaigns({ opening }: { opening: OpeningDetail }) {
  const t = useT();
  const { data: funnel } = useSuspenseQuery(funnelQuery(opening.id));
  const { data: campaigns } = useSuspenseQuery(campaignsQuery(opening.id));
  const [editing, setEditing] = useState<CampaignView | 'new' | null>(null);
  return (
    <Stack gap="l">
      <Card title={t('recruitment.funnel.title')}>
        <Funnel counts={funnel.total} />
      </Card>
      <Card
        title={t('recruitment.campaign.title')}
        footer={
          <Button tone="primary" onPress={() => setEditing('new')}>
            {t('recruitment.campaign.create')}
          </Button>
        }
      >
        {campaigns.length === 0 ? (
          <EmptyState
            title={t('recruitment.campaign.empty')}
            next={t('recruitment.campaign.empty_next')}
          />
        ) : (
          <ByCampaign funnel={funnel} campaigns={campaigns} onEdit={setEditing} />
        )}
      </Card>
      <Card title={t('recruitment.funnel.by_day')}>
        <ByDay funnel={funnel} />
      </Card>
      {editing && (
        <CampaignDialog
          openingId={opening.id}
          campaign={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </Stack>
  );
}

/** From the page to the appointment, each step against the widest. */
function Funnel({ counts }: { counts: FunnelCounts }) {
  const t = useT();
  const { number, percent } = useNumbers();
  const widest = Math.max(1, ...STAGES.map((stage) => counts[stage]));
  const before = (at: number) => counts[STAGES[at - 1] ?? 'views'];
  const kept = (at: number) =>
    at > 0 && before(at) > 0 && counts[STAGES[at] ?? 'views'] <= before(at)
      ? t('recruitment.funnel.of_before', {
          share: percent(counts[STAGES[at] ?? 'views'] / before(at)),
        })
      : undefined;
  return (
    <ChartFrame
      title={t('recruitment.funnel.picture')}
      summary={t('recruitment.funnel.summary', {
        views: number(counts.views),
        submissions: counts.submissions,
        appointments: counts.appointments,
      })}
      table={{
        headers: [
          t('recruitment.funnel.stage'),
          t('chart.count'),
          t('recruitment.funnel.of_before_head'),
        ],
        rows: STAGES.map((stage, at) => [
          t(`recruitment.funnel.${stage}`),
          number(counts[stage]),
          kept(at) ?? '—',
        ]),
      }}
    >
      <ul className={chart.rows}>
        {STAGES.map((stage, at) => (
          <BarRow
            key={stage}
            label={t(`recruitment.funnel.${stage}`)}
            figure={number(counts[stage])}
            note={kept(at)}
            share={counts[stage] / widest}
          />
        ))}
      </ul>
      <p className={styles.saving}>{t('recruitment.funnel.how')}</p>
    </ChartFrame>
  );
}

interface ByCampaignProps {
  funnel: OpeningFunnel;
  campaigns: CampaignView[];
  onEdit: (campaign: CampaignView) => void;
}

function ByCampaign({ funnel, campaigns, onEdit }: ByCampaignProps) {
  const t = useT();
  const { number } = useNumbers();
  const rows = funnel.campaigns.map((row) => ({
    ...row,
    campaign: campaigns.find(({ id }) => id === row.campaign_id) ?? null,
  }));
  return (
    <DataTable
      plain
      caption={t('recruitment.funnel.by_campaign')}
      captionHidden
      rows={rows}
      rowKey={(row) => row.campaign_id ?? 'none'}
      empty={null}
      columns={[
        {
          id: 'name',
          header: t('recruitment.campaign.name'),
          cell: ({ campaign }) =>
            campaign ? <Named campaign={campaign} /> : t('recruitment.campaign.none'),
        },
        ...STAGES.map((stage) => ({
          id: stage,
          header: t(`recruitment.funnel.${stage}`),
          numeric: true,
          cell: ({ counts }: { counts: FunnelCounts }) => number(counts[stage]),
        })),
        {
          id: 'link',
          header: t('recruitment.campaign.link'),
          cell: ({ campaign }) =>
            campaign && (
              <Stack row gap="s">
                <CopyLink campaign={campaign} />
                <Button small onPress={() => onEdit(campaign)} labelSuffix={`: ${campaign.name}`}>
                  {t('recruitment.campaign.edit')}
                </Button>
              </Stack>
            ),
        },
      ]}
    />
  );
}

function Named({ campaign }: { campaign: CampaignView }) {
  const t = useT();
  const { name, channel, partner, link } = campaign;
  return (
    <span className={styles.person}>
      <span>{name}</span>
      <span className={styles.link}>
        {[t(`recruitment.channel.${channel}`), partner].filter(Boolean).join(' · ')}
      </span>
      <span className={styles.link}>{link}</span>
    </span>
  );
}

function CopyLink({ campaign }: { campaign: CampaignView }) {
  const t = useT();
  async function copy() {
    try {
      await navigator.clipboard.writeText(campaign.link);
      notify({ tone: 'done', text: t('recruitment.campaign.copied', { name: campaign.name }) });
    } catch {
      // Not every browser lets a page do this; the link stands beside it to be copied by hand.
      notify({ tone: 'done', text: t('recruitment.campaign.copy_by_hand') });
    }
  }
  return (
    <Button small onPress={() => void copy()} labelSuffix={`: ${campaign.name}`}>
      {t('recruitment.campaign.copy')}
    </Button>
  );
}

interface DayRow {
  day: string;
  counts: FunnelCounts;
}

/** All campaigns together, the newest day first. */
function daysOf(funnel: OpeningFunnel): DayRow[] {
  const days = new Map<string, FunnelCounts>();
  for (const { day, counts } of funnel.days) {
    const sum = days.get(day) ?? { views: 0, starts: 0, submissions: 0, appointments: 0 };
    for (const stage of STAGES) sum[stage] += counts[stage];
    days.set(day, sum);
  }
  return [...days].map(([day, counts]) => ({ day, counts })).reverse();
}

const SHOWN_AT_FIRST = 14;

function ByDay({ funnel }: { funnel: OpeningFunnel }) {
  const t = useT();
  const dates = useDates();
  const { number } = useNumbers();
  const [all, setAll] = useState(false);
  const rows = daysOf(funnel);
  return (
    <Stack>
      <DataTable
        plain
        caption={t('recruitment.funnel.by_day')}
        captionHidden
        rows={all ? rows : rows.slice(0, SHOWN_AT_FIRST)}
        rowKey={(row) => row.day}
        empty={<p>{t('recruitment.funnel.no_day')}</p>}
        columns={[
          {
            id: 'day',
            header: t('recruitment.funnel.day'),
            cell: (row: DayRow) => dates.date(row.day),
          },
          ...STAGES.map((stage) => ({
            id: stage,
            header: t(`recruitment.funnel.${stage}`),
            numeric: true,
            cell: (row: DayRow) => number(row.counts[stage]),
          })),
        ]}
      />
      {!all && rows.length > SHOWN_AT_FIRST && (
        <div>
          <Button tone="quiet" onPress={() => setAll(true)}>
            {t('recruitment.funnel.all_days', { count: rows.length })}
          </Button>
        </div>
      )}
    </Stack>
  );
}
