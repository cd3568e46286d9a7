from network.forms.partners import PartnerForm, Partners
from network.forms.parts import part
from network.models import Partner
from reports.models import Report


class Publishers(Partners):
    """The organisations of a report: publishers, unless told otherwise."""

    def get_form_kwargs(self, index):
        kwargs = super().get_form_kwargs(index)
        if kwargs["instance"].pk is None:
            kwargs["initial"] = {"capacity": Partner.Capacity.PUBLISHER}
        return kwargs


PublisherFormSet = part(Report, Partner, PartnerForm, noun="organisation", formset=Publishers)
