// One association: its members, who administers it, and its figures, in which a person counts once. It is changed, closed and
// opened again here.
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { AssociationView } from '../../gen';
import { useCan, useDisabledReason } from '../../shared/auth/useMe';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Badge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { Stat, StatList } from '../../shared/ui/Stat';
import { AdministratorsCard } from './AdministratorsCard';
import { MembersCard } from './MembersCard';
import { associationQuery, figuresQuery } from './members';

const AssociationDialog = lazy(() => import('./AssociationDialog'));
const CloseAssociationDialog = lazy(() => import('./CloseAssociationDialog'));

export default function AssociationPage() {
  const t = useT();
  const { association_id } = useParams({ strict: false }) as { association_id: string };
  const association = useSuspenseQuery(associationQuery(association_id)).data;
  const sees = useCan('view_members');
  const off = useDisabledReason('change_network');
  const [asking, setAsking] = useState<'change' | 'close' | null>(null);
  const stop = () => setAsking(null);
  return (
    <>
      <PageHeader
        title={association.name}
        lead={<Lead association={association} />}
        badge={association.closed ? <Badge>{t('network.association.closed')}</Badge> : undefined}
        actions={
          <>
            <Button disabledReason={off} onPress={() => setAsking('change')}>
              {t('network.associations.change')}
            </Button>
            <Button disabledReason={off} reasonHidden onPress={() => setAsking('close')}>
              {t(association.closed ? 'network.associations.reopen' : 'network.associations.close')}
            </Button>
          </>
        }
      />
      {sees && (
        <Stack gap="l">
          <Figures id={association.id} />
          <MembersCard association={association} />
          <AdministratorsCard id={association.id} />
        </Stack>
      )}
      <Suspense fallback={null}>
        {asking === 'change' && <AssociationDialog association={association} onClose={stop} />}
        {asking === 'close' && <CloseAssociationDialog association={association} onClose={stop} />}
      </Suspense>
    </>
  );
}

function Lead({ association }: { association: AssociationView }) {
  const t = useT();
  const { kind, short_name, website } = association;
  return (
    <>
      {[short_name, t(`network.association_kind.${kind}`)].filter(Boolean).join(' · ')}
      {website && (
        <>
          {' · '}
          <a href={website} rel="noopener noreferrer">
            {website.replace(/^https?:\/\//, '')}
          </a>
        </>
      )}
    </>
  );
}

function Figures({ id }: { id: string }) {
  const t = useT();
  const { number } = useNumbers();
  const figures = useQuery(figuresQuery(id)).data;
  if (!figures) return null;
  const { parts } = figures;
  return (
    <Card title={t('network.figures.title')}>
      <Stack>
        <StatList>
          <Stat label={t('network.figures.members')} value={number(figures.members)} />
          <Stat label={t('network.figures.unconfirmed')} value={number(figures.unconfirmed)} />
          <Stat label={t('network.figures.mentors')} value={number(parts.mentors)} />
          <Stat label={t('network.figures.mentees')} value={number(parts.mentees)} />
          <Stat label={t('network.figures.in_pairing')} value={number(parts.in_pairing)} />
        </StatList>
        <p>{t(`network.figures.of_${figures.of}`, { people: parts.people })}</p>
      </Stack>
    </Card>
  );
}
