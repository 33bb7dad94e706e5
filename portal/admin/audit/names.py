"""What the trail calls things, in the reader's language."""

from portal.i18n import gettext as _


def verb_names() -> dict[str, str]:
    """Return verb -> its name."""
    return {
        "saw": _("melihat"),
        "added": _("menambah"),
        "changed": _("mengubah"),
        "removed": _("menghapus"),
        "signed_in": _("masuk"),
        "made_link": _("membuat tautan"),
        "set_password": _("membuat kata sandi"),
        "exported": _("mengekspor"),
        "downloaded": _("mengunduh"),
        "erased": _("menghapus menurut masa simpan"),
    }


def subject_names() -> dict[str, str]:
    """Return subject -> its name."""
    return {
        "accounts": _("akun"),
        "actions": _("tindak lanjut"),
        "citations": _("kutipan edisi"),
        "comments": _("komentar"),
        "counters": _("loket"),
        "evaluations": _("evaluasi"),
        "handlings": _("penanganan komentar"),
        "imported_results": _("hasil impor"),
        "posts": _("tugas akun"),
        "questionnaire_versions": _("versi kuesioner"),
        "replies": _("balasan"),
        "reports": _("laporan"),
        "retention": _("masa simpan"),
        "services": _("layanan"),
        "sheets": _("lembar kertas"),
        "site": _("portal"),
        "statements": _("pernyataan publik"),
        "targets": _("target sampel"),
        "themes": _("tema"),
        "units": _("kantor"),
        "visits": _("jumlah kunjungan"),
    }
