// Before an association is closed: what ends with it and what stays; and opening a closed one again.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type AssociationView, closeAssociation, reopenAssociation } from '../../gen';
import { useCan } from '../../shared/auth/useMe';
import { useT } from '../../shared/i18n/useT';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { notify } from '../../shared/ui/notify';
import { Points } from '../../shared/ui/Points';
import { associationChanged, figuresQuery } from './members';

interface CloseAssociationDialogProps {
  association: AssociationView;
  onClose: () => void;
}

export default function CloseAssociationDialog(props: CloseAssociationDialogProps) {
  const { association, onClose } = props;
  const { id, name, closed } = association;
  const t = useT();
  const queries = useQueryClient();
  const sees = useCan('view_members');
  const figures = useQuery({ ...figuresQuery(id), enabled: sees }).data;
  const ends = (
    <Points>
      <li>{t('network.associations.close_ends')}</li>
      {figures && (
        <>
          <li>{t('network.associations.close_unconfirmed', { count: figures.unconfirmed })}</li>
          <li>{t('network.associations.close_members', { count: figures.members })}</li>
        </>
      )}
      <li>{t('network.associations.close_stays')}</li>
    </Points>
  );
  return (
    <ConfirmDialog
      open
      tone={closed ? 'primary' : 'danger'}
      title={t(closed ? 'network.associations.reopen_title' : 'network.associations.close_title', {
        name,
      })}
      loses={closed ? <p>{t('network.associations.reopen_means')}</p> : ends}
      confirmLabel={t(closed ? 'network.associations.reopen' : 'network.associations.close')}
      onClose={onClose}
      onConfirm={async () => {
        const act = closed ? reopenAssociation : closeAssociation;
        await act({ path: { id } });
        await associationChanged(queries);
        notify({
          tone: 'done',
          text: t(closed ? 'network.associations.reopened' : 'network.associations.was_closed', {
            name,
          }),
        });
      }}
    />
  );
}
