from network.forms.downloads import DownloadForm, DownloadRows
from network.forms.parts import part
from network.models import Download
from reports.models import Report

WHICH = (
    "This report has editions. Say which one the Easy Read version was made from, as it is printed: "
    "for example “{edition}”."
)


class ReportFileForm(DownloadForm):
    class Meta(DownloadForm.Meta):
        fields = [*DownloadForm.Meta.fields, "edition"]
        labels = DownloadForm.Meta.labels | {"edition": "Which edition it goes with"}
        help_texts = DownloadForm.Meta.help_texts | {
            "edition": "If the report has several: as it is printed, for example “First edition”."
        }


class ReportFiles(DownloadRows):
    """Files of a report. Of an Easy Read version people must know which edition it tells."""

    def clean(self):
        super().clean()
        # As it stands on this page: the report's own form has not been saved yet.
        edition = self.data.get("edition", self.instance.edition).strip()
        for form in self.forms:
            given = form.cleaned_data
            is_easy_read = given.get("form") == Download.Form.EASY_READ
            if edition and is_easy_read and not given.get("edition") and not given.get("DELETE"):
                form.add_error("edition", WHICH.format(edition=edition))


ReportFileFormSet = part(Report, Download, ReportFileForm, noun="file", formset=ReportFiles)
