// A campaign: what it is called, through which channel it goes, who passes it on. Its link never changes.
import { type CampaignView, type Channel, createCampaign, updateCampaign } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { Select } from '../../shared/form/Select';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { recruitmentChanged } from './queries';

const CHANNELS: readonly Channel[] = [
  'listserv',
  'newsletter',
  'social',
  'conference',
  'partner',
  'website',
  'other',
];

const schema = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(120)),
  channel: z.string().check(z.minLength(1)),
  partner: z.string().check(z.maxLength(200)),
});

interface CampaignDialogProps {
  openingId: string;
  /** `null`: a new one. */
  campaign: CampaignView | null;
  onClose: () => void;
}

export function CampaignDialog({ openingId, campaign, onClose }: CampaignDialogProps) {
  const t = useT();
  const form = useAppForm({
    schema,
    defaults: campaign
      ? { name: campaign.name, channel: campaign.channel, partner: campaign.partner ?? '' }
      : { name: '', partner: '' },
    submit: async ({ name, channel, partner }) => {
      const body = { name, channel: channel as Channel, partner: partner.trim() || null };
      if (campaign) {
        await updateCampaign({ path: { id: campaign.id }, headers: ifVersion(campaign), body });
      } else {
        await createCampaign({ path: { id: openingId }, body });
      }
      await recruitmentChanged();
      notify({ tone: 'done', text: t('recruitment.campaign.saved', { name }) });
      onClose();
    },
  });
  return (
    <Dialog
      open
      title={t(campaign ? 'recruitment.campaign.edit_title' : 'recruitment.campaign.create')}
      onClose={onClose}
    >
      <AppForm
        form={form}
        submitLabel={t('action.save')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <p>{t('recruitment.campaign.dialog_lead')}</p>
        <TextField
          name="name"
          autoComplete="off"
          label={t('recruitment.campaign.name')}
          description={t('recruitment.campaign.name_help')}
        />
        <Select
          name="channel"
          label={t('recruitment.campaign.channel')}
          options={CHANNELS.map((value) => ({ value, label: t(`recruitment.channel.${value}`) }))}
        />
        <TextField
          name="partner"
          autoComplete="off"
          required={false}
          label={t('recruitment.campaign.partner')}
          description={t('recruitment.campaign.partner_help')}
        />
      </AppForm>
    </Dialog>
  );
}
