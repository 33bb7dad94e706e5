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
        "achievements": _("capaian kantor"),
        "actions": _("tindak lanjut"),
        "certificates": _("sertifikat"),
        "citations": _("kutipan edisi"),
        "comments": _("komentar"),
        "counters": _("loket"),
        "course_runs": _("sesi pelatihan"),
        "courses": _("pelatihan"),
        "development_items": _("rencana pengembangan"),
        "dialogues": _("dialog kinerja"),
        "employees": _("pegawai"),
        "employments": _("riwayat pegawai"),
        "enrolments": _("peserta pelatihan"),
        "entries": _("catatan kemajuan"),
        "evaluations": _("evaluasi"),
        "evidence": _("bukti"),
        "expectations": _("ekspektasi perilaku"),
        "feedback_notes": _("umpan balik"),
        "goals": _("sasaran"),
        "handlings": _("penanganan komentar"),
        "imported_results": _("hasil impor"),
        "indicators": _("indikator"),
        "item_ratings": _("penilaian butir"),
        "measures": _("ukuran kinerja"),
        "milestones": _("tahap proyek"),
        "objections": _("keberatan"),
        "plan_rows": _("hasil kerja dalam SKP"),
        "plans": _("SKP"),
        "posts": _("tugas akun"),
        "projects": _("proyek"),
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
        "unit_levels": _("tingkat capaian kantor"),
        "units": _("kantor"),
        "visits": _("jumlah kunjungan"),
    }
