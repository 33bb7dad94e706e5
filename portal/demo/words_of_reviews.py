"""What supervisors of the demo write when they evaluate, talk with officers, and set levels. All is made up."""

from portal.domain.predicate import Level, Rating

REASONS_OF_GOALS: dict[Rating, tuple[str, ...]] = {
    Rating.ABOVE: (
        "Target terlampaui, dan cara kerjanya sudah dipakai rekan lain.",
        "Hasilnya melebihi rencana tanpa menambah jam kerja; catatannya lengkap.",
        "Pekerjaan selesai lebih awal dan mutunya terjaga pada pemeriksaan acak.",
    ),
    Rating.MEETS: (
        "Hasil sesuai target, dan buktinya lengkap setiap bulan.",
        "Rencana tercapai; selisih bulan lalu sudah dijelaskan dan dikejar.",
        "Pekerjaan berjalan sesuai rencana, dengan beberapa keterlambatan kecil.",
    ),
    Rating.BELOW: (
        "Hasil belum mencapai rencana; sebabnya sudah kita bahas dan langkahnya disepakati.",
        "Beberapa bulan tanpa catatan, sehingga kemajuan sulit ditunjukkan.",
        "Mutu menurun pada pemeriksaan acak, dan perbaikan belum terlihat.",
    ),
}

REASONS_OF_BEHAVIOURS: dict[str, dict[Rating, str]] = {
    "service": {
        Rating.ABOVE: "Mendatangi warga lansia di ruang tunggu dan membantu sampai berkasnya selesai.",
        Rating.MEETS: "Ramah dan menjelaskan langkah berikutnya kepada warga.",
        Rating.BELOW: "Dua kali warga pulang tanpa penjelasan mengapa berkasnya belum selesai.",
    },
    "accountable": {
        Rating.ABOVE: "Melaporkan kekeliruan catatannya sendiri dan memperbaikinya pada hari yang sama.",
        Rating.MEETS: "Catatan pekerjaan lengkap, dan janji kepada rekan ditepati.",
        Rating.BELOW: "Catatan tiga minggu baru diisi setelah diminta.",
    },
    "competent": {
        Rating.ABOVE: "Mengajari dua rekan memakai aplikasi baru sampai mereka mandiri.",
        Rating.MEETS: "Mengikuti pelatihan yang direncanakan dan memakainya dalam pekerjaan.",
        Rating.BELOW: "Pelatihan yang disepakati belum diikuti, dan kesalahan yang sama berulang.",
    },
    "harmonious": {
        Rating.ABOVE: "Menengahi beda pendapat di tim dan menggantikan rekan yang sakit tanpa diminta.",
        Rating.MEETS: "Bekerja rukun dengan rekan dan menghargai pendapat lain.",
        Rating.BELOW: "Beda pendapat dengan rekan dibawa ke depan warga.",
    },
    "loyal": {
        Rating.ABOVE: "Menolak dengan sopan permintaan membuka data warga dan melaporkannya.",
        Rating.MEETS: "Menjaga data warga dan nama baik kantor.",
        Rating.BELOW: "Membicarakan perkara warga di ruang umum; sudah ditegur.",
    },
    "adaptive": {
        Rating.ABOVE: "Menyusun lembar periksa berkas yang kini dipakai semua loket.",
        Rating.MEETS: "Cepat terbiasa dengan alur kerja yang baru.",
        Rating.BELOW: "Masih memakai formulir lama dua bulan setelah diganti.",
    },
    "collaborative": {
        Rating.ABOVE: "Mengajak bidang lain menyatukan jadwal sehingga warga cukup datang sekali.",
        Rating.MEETS: "Berbagi informasi dengan bidang lain tepat waktu.",
        Rating.BELOW: "Permintaan bantuan dari bidang lain sering tidak dijawab.",
    },
}

OVERALL_RESULTS: dict[Rating, str] = {
    Rating.ABOVE: "Sebagian besar hasil melampaui rencana, dan buktinya dapat diperiksa.",
    Rating.MEETS: "Secara keseluruhan hasil sesuai dengan yang direncanakan.",
    Rating.BELOW: "Sebagian besar hasil belum sesuai rencana; pendampingan sudah disepakati.",
}
OVERALL_BEHAVIOURS: dict[Rating, str] = {
    Rating.ABOVE: "Perilakunya menjadi contoh, terutama dalam membantu warga dan rekan.",
    Rating.MEETS: "Perilakunya sesuai dengan yang diharapkan dari jabatan ini.",
    Rating.BELOW: "Beberapa perilaku perlu diperbaiki; contohnya sudah dibicarakan.",
}

DISCUSSED = (
    "Membahas hasil triwulan ini, hambatan pada jam ramai, dan pembagian tugas.",
    "Membahas catatan kemajuan, target yang tertinggal, dan bantuan yang diperlukan.",
    "Membahas keluhan warga tentang waktu tunggu dan apa yang dapat diubah di meja kerja.",
    "Membahas rencana belajar dan hasil pelatihan terakhir.",
)
AGREED = (
    "Catatan diisi setiap Jumat; atasan mencarikan pengganti pada jam makan siang.",
    "Lembar periksa dipakai mulai bulan depan, dan hasilnya dilihat bersama setelah sebulan.",
    "Mengikuti pelatihan komunikasi pelayanan, lalu membagikan isinya kepada tim.",
    "Target tetap; berkas yang tertunda diselesaikan lebih dahulu.",
)
CONFIRMED = ("", "", "Sesuai dengan yang kami bicarakan.", "Terima kasih, mohon bantuan soal jadwal.")
COMMENTS = (
    "",
    "",
    "Saya terima, terima kasih.",
    "Saya akan memperbaiki catatan bulanan.",
    "Mohon terus dibimbing.",
)

REASONS_OF_LEVELS: dict[Level, str] = {
    Level.SPECIAL: "Semua sasaran kantor terlampaui dan nilai survei naik dua triwulan berturut-turut.",
    Level.GOOD: "Sasaran utama kantor tercapai, dan rencana tindak lanjut berjalan.",
    Level.NEEDS_WORK: "Beberapa sasaran kantor belum tercapai, terutama waktu pelayanan.",
    Level.POOR: "Sebagian besar sasaran kantor belum tercapai.",
    Level.VERY_POOR: "Hampir semua sasaran kantor belum tercapai.",
}
