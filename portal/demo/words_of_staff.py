"""What staff plan, write and decide in the demo. All of it is made up."""

from dataclasses import dataclass

from portal.documents.report.values import Activity
from portal.domain.follow_up import Status
from portal.domain.words import Words

NOTHING = Words("", "")


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoPlan:
    """A follow-up action. planned, due, ended: months of the demo, from 0; due is None for a few days from now.

    It answers to the official edition that was the newest when it was planned.
    """

    office: str
    element: str
    planned: int
    program: str
    owner: str
    wording: Words
    due: int | None = None
    ended: int | None = None
    status: Status = Status.PLANNED
    evidence: str = ""
    reason: Words = NOTHING


PLANS = (
    DemoPlan(
        office="disdukcapil",
        element="waktu",
        planned=8,
        due=13,
        ended=13,
        status=Status.DONE,
        program="Pengadaan pencetak KTP dan mesin nomor antrean",
        owner="Kepala Bidang Pendaftaran Penduduk",
        wording=Words(
            "Kami menambah satu pencetak KTP dan memasang mesin nomor antrean.",
            "We add a second card printer and install a queue-number machine.",
        ),
        evidence="Berita acara serah terima pencetak dan foto mesin antrean (contoh)",
    ),
    DemoPlan(
        office="disdukcapil",
        element="sarana",
        planned=15,
        due=18,
        ended=17,
        status=Status.DONE,
        program="Penataan ruang tunggu",
        owner="Sekretaris Dinas",
        wording=Words(
            "Kami menambah 20 kursi tunggu dan kipas angin.", "We add 20 seats and fans to the waiting room."
        ),
        evidence="Foto ruang tunggu sebelum dan sesudah (contoh)",
    ),
    DemoPlan(
        office="disdukcapil",
        element="prosedur",
        planned=21,
        status=Status.STARTED,
        program="Alur layanan bergambar",
        owner="Kepala Bidang Pencatatan Sipil",
        wording=Words(
            "Kami menempel alur layanan bergambar di setiap loket.",
            "We put up an illustrated guide to each service at every counter.",
        ),
    ),
    DemoPlan(
        office="dpmptsp",
        element="waktu",
        planned=15,
        due=19,
        ended=18,
        status=Status.DONE,
        program="Loket tambahan pada jam ramai",
        owner="Kepala Bidang Layanan",
        wording=Words(
            "Pada pukul 9 sampai 11 kami membuka satu loket tambahan.",
            "From 9 to 11 in the morning we open one more counter.",
        ),
        evidence="Jadwal petugas dan catatan waktu tunggu (contoh)",
    ),
    DemoPlan(
        office="dpmptsp",
        element="biaya",
        planned=15,
        due=18,
        ended=17,
        status=Status.DROPPED,
        program="Papan tarif digital",
        owner="Sekretaris Dinas",
        wording=Words(
            "Kami memasang papan tarif digital di ruang tunggu.", "We install a digital fee board in the hall."
        ),
        reason=Words(
            "Hampir semua izin gratis, sehingga papan cetak yang ada sudah cukup.",
            "Nearly all permits are free, so the printed board is enough.",
        ),
    ),
    DemoPlan(
        office="dpmptsp",
        element="pengaduan",
        planned=21,
        due=23,
        ended=23,
        status=Status.DONE,
        program="Pengaduan dijawab dalam lima hari kerja",
        owner="Kepala Bidang Pengaduan",
        wording=Words(
            "Setiap pengaduan kami jawab paling lama dalam lima hari kerja.",
            "We answer every complaint within five working days.",
        ),
        evidence="Rekap pengaduan dan tanggal jawaban (contoh)",
    ),
    DemoPlan(
        office="dpmptsp",
        element="waktu",
        planned=21,
        due=27,
        status=Status.STARTED,
        program="Pemeriksaan berkas sebelum antre",
        owner="Kepala Bidang Layanan",
        wording=Words(
            "Petugas di pintu masuk memeriksa berkas sebelum warga mengantre.",
            "An officer at the entrance checks papers before people queue.",
        ),
    ),
    DemoPlan(
        office="rsd-soemarno",
        element="waktu",
        planned=15,
        due=20,
        ended=19,
        status=Status.DONE,
        program="Jadwal poliklinik dengan jam kedatangan",
        owner="Kepala Instalasi Rawat Jalan",
        wording=Words(
            "Pasien poliklinik mendapat perkiraan jam dilayani saat mendaftar.",
            "Clinic patients get an estimated time when they register.",
        ),
        evidence="Contoh lembar pendaftaran dengan jam layanan (contoh)",
    ),
    DemoPlan(
        office="rsd-soemarno",
        element="sarana",
        planned=21,
        due=25,
        status=Status.STARTED,
        program="Perbaikan toilet pengunjung",
        owner="Kepala Bagian Umum",
        wording=Words(
            "Kami memperbaiki toilet pengunjung di tiga gedung.",
            "We repair the visitors' toilets in three buildings.",
        ),
    ),
    DemoPlan(
        office="rsd-soemarno",
        element="pengaduan",
        planned=21,
        due=23,
        status=Status.STARTED,
        program="Meja pengaduan di lobi",
        owner="Kepala Bidang Pelayanan",
        wording=Words("Kami membuka meja pengaduan di lobi.", "We open a complaints desk in the lobby."),
    ),
    DemoPlan(
        office="bpprd",
        element="prosedur",
        planned=20,
        due=22,
        ended=20,
        status=Status.DONE,
        program="Pemulihan sistem pembayaran",
        owner="Kepala Bidang Penagihan",
        wording=Words(
            "Kami memperbaiki sistem pembayaran dan menghapus satu langkah verifikasi.",
            "We repair the payment system and drop one step of checking.",
        ),
        evidence="Laporan pemulihan sistem (contoh)",
    ),
    DemoPlan(
        office="bpprd",
        element="biaya",
        planned=15,
        due=18,
        ended=18,
        status=Status.DONE,
        program="Lembar penjelasan cara menghitung pajak",
        owner="Kepala Bidang Pendataan",
        wording=Words(
            "Setiap tagihan kami lengkapi lembar penjelasan cara menghitungnya.",
            "Every tax notice comes with a sheet that explains the sum.",
        ),
        evidence="Lembar penjelasan PBB-P2 (contoh)",
    ),
    DemoPlan(
        office="bpprd",
        element="sarana",
        planned=21,
        program="Ruang tunggu loket pembayaran",
        owner="Sekretaris Badan",
        wording=Words(
            "Kami menata ulang ruang tunggu loket pembayaran.", "We rearrange the payment waiting room."
        ),
    ),
    DemoPlan(
        office="dishub",
        element="sarana",
        planned=15,
        due=19,
        ended=18,
        status=Status.DROPPED,
        program="Atap lajur uji",
        owner="Kepala UPTD Pengujian",
        wording=Words("Kami memasang atap di lajur uji.", "We build a roof over the test lane."),
        reason=Words(
            "Anggaran dialihkan ke perbaikan alat uji rem yang rusak.",
            "The budget went to the repair of the broken brake tester.",
        ),
    ),
    DemoPlan(
        office="dishub",
        element="pengaduan",
        planned=21,
        due=23,
        program="Kotak dan nomor pengaduan",
        owner="Sekretaris Dinas",
        wording=Words(
            "Kami memasang kotak pengaduan dan membuka nomor WhatsApp.",
            "We put up a complaints box and open a WhatsApp number.",
        ),
    ),
    DemoPlan(
        office="dishub",
        element="waktu",
        planned=21,
        due=27,
        program="Pendaftaran uji berkala menurut jam",
        owner="Kepala UPTD Pengujian",
        wording=Words(
            "Pemilik kendaraan dapat memilih jam uji saat mendaftar.", "Owners can choose the hour of their test."
        ),
    ),
    DemoPlan(
        office="dinsos",
        element="persyaratan",
        planned=21,
        due=23,
        ended=21,
        status=Status.DONE,
        program="Daftar syarat satu halaman",
        owner="Kepala Bidang Perlindungan Sosial",
        wording=Words(
            "Syarat setiap layanan kami tulis dalam satu halaman.",
            "We write each service's requirements on one page.",
        ),
        evidence="Daftar syarat yang dibagikan (contoh)",
    ),
    DemoPlan(
        office="dinsos",
        element="prosedur",
        planned=21,
        due=26,
        status=Status.STARTED,
        program="Pemutakhiran data lewat kelurahan",
        owner="Kepala Bidang Perlindungan Sosial",
        wording=Words(
            "Usulan data dapat diserahkan di kelurahan, tanpa datang ke dinas.",
            "Proposals can be handed in at the village office, without a trip to us.",
        ),
    ),
    DemoPlan(
        office="disnakertrans",
        element="persyaratan",
        planned=15,
        due=18,
        ended=17,
        status=Status.DONE,
        program="Kartu AK-1 tanpa fotokopi",
        owner="Kepala Bidang Penempatan Kerja",
        wording=Words(
            "Kartu AK-1 dapat dibuat tanpa fotokopi; berkas asli cukup ditunjukkan.",
            "Jobseeker cards need no photocopies; showing the originals is enough.",
        ),
        evidence="Pengumuman perubahan syarat (contoh)",
    ),
    DemoPlan(
        office="disnakertrans",
        element="waktu",
        planned=21,
        due=27,
        program="Pendaftaran pelatihan lewat formulir singkat",
        owner="Kepala Bidang Pelatihan",
        wording=Words(
            "Formulir pendaftaran pelatihan kami ringkas menjadi satu halaman.",
            "We shorten the training form to one page.",
        ),
    ),
    DemoPlan(
        office="kecamatan-tanjung-selor",
        element="perilaku",
        planned=21,
        due=23,
        ended=22,
        status=Status.DONE,
        program="Apel pelayanan setiap Senin",
        owner="Sekretaris Camat",
        wording=Words(
            "Setiap Senin petugas membahas masukan warga.", "Every Monday officers discuss what citizens said."
        ),
        evidence="Notulen apel pelayanan (contoh)",
    ),
    DemoPlan(
        office="kecamatan-tanjung-selor",
        element="sarana",
        planned=21,
        program="Rambu dan jalur landai",
        owner="Kepala Seksi Pelayanan",
        wording=Words("Kami memasang rambu dan jalur landai.", "We put up signs and build a ramp."),
    ),
)

WHY_RETRACTED = "Penulisnya masih dapat dikenali dari isinya. (contoh)"
WHY_DECLINED = "Isinya sama dengan ulasan lain yang sudah terbit. (contoh)"

REPORT_METHOD = "Warga yang tidak membawa HP dibantu petugas informasi yang tidak melayani di loket. (contoh)"
REPORT_ANALYSIS = (
    "Unsur waktu masih di bawah unsur lain karena sebagian besar pemohon datang antara pukul 9 dan 11."
    " Berkas yang belum lengkap baru diketahui di loket, sehingga antrean berhenti.\n\n"
    "Pada penanganan pengaduan, jawaban sudah diberikan tetapi tidak selalu sampai kepada pengadu. (contoh)"
)
REPORT_CLOSING = "Terima kasih kepada semua warga yang sudah meluangkan waktu untuk menjawab. (contoh)"
REPORT_MEDIA = ("Papan pengumuman Mal Pelayanan Publik (contoh)", "Akun media sosial kantor (contoh)")
REPORT_ACTIVITIES = (
    Activity(name="Persiapan dan pencetakan kode QR", time="Minggu pertama periode", days=3),
    Activity(name="Pengumpulan jawaban", time="Sepanjang periode", days=120),
    Activity(name="Penyusunan laporan dan rencana tindak lanjut", time="Sesudah edisi terbit", days=5),
)
