import Contracts

/// Keys that were made for these tests and guard nothing.
enum TestKeys {
    static let secret = Secret("a shared secret of more than thirty-two bytes")
    static let otherSecret = Secret("another secret of more than thirty-two bytes!")

    /// The key pair of RFC 8037 appendix A.
    static let ed25519 = Secret(
        """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
        -----END PRIVATE KEY-----
        """)

    static let p256 = Secret(
        """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgwLxr55z+VSxRsCAD
        86aYW0LrDqhVlgXriYhOpOHA3gmhRANCAASaWtgFnwz0q9Lhj09eODDlyyy3nRRK
        4SyvrRkEmmncWSM5NCl3hoa8kF3FzK2oY8bdN5wjZsWiU8bXsP36003d
        -----END PRIVATE KEY-----
        """)

    static let p256Public = """
        -----BEGIN PUBLIC KEY-----
        MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEmlrYBZ8M9KvS4Y9PXjgw5csst50U
        SuEsr60ZBJpp3FkjOTQpd4aGvJBdxcytqGPG3TecI2bFolPG17D9+tNN3Q==
        -----END PUBLIC KEY-----
        """

    static let p384 = Secret(
        """
        -----BEGIN PRIVATE KEY-----
        MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDBpeoQmq9/sMsEL5t2d
        oNiKcW38dwXNa+fnK+tz91jzvyiLtt82w0NfAAeZ6TdYjmmhZANiAATuPbYEgbC+
        89kE8Ck6axBlrg7uU93i3TuwoX3tg4xt3GmZTrNadRTaqShrGxdEFd1g4dCIO49p
        aGcBemCsdydHN66vLLb8yHxm94QVyS9kNPUDmhqKqH/4fLlua75ELcM=
        -----END PRIVATE KEY-----
        """)

    static let rsa2048 = Secret(
        """
        -----BEGIN PRIVATE KEY-----
        MIIEugIBADANBgkqhkiG9w0BAQEFAASCBKQwggSgAgEAAoIBAQDM9luZZ176H07V
        ToZvOXolksDf50+W1nzUXQnS0XJ6UDuUESDNUQC6OoPZgR+QaIAvDTbJXWjJJ7WL
        /Fm8Mx7OFZ0o6ymqCXNR4G+jWiSsR0xRV5U9ddJJ+XdvzWgTAu1Z0+p41mX9qJ90
        ZcGHxk0jKwtfqHzZ949Qd1QsJMf0cwFQGtcUdxLxHi/xOaNxOvsEyGkiJswPWdYz
        lMNVqUZZXSkGapeAeuFpHBHatV27dAIRWbiEf4VMCG1YrWWryC9rJ+TqXTt+R/yp
        ZK/BKnmLWtfsrDLLguX8xEtt3+VwDmzP8OKnsU8F6IAKCTJLEHER4i0aXhKv/Fid
        HsciXNlVAgMBAAECggEAClqecvsiKAy7CayI8jp0ykwfetAisnIZ/6WTKiq5fgzq
        jZOcVOYbXTNsI+meQ66VXYsgPuWwnIs2F4dc3+4aYS4w8JDv25UICQiHXmwR2TNU
        dPF+aqRQLLt+kwMAStTFhiZ3iR/JKppazJSaK7bS5vMB0cgsEnWRye6IeoU0v36V
        ABsHtKrddYBvx0wMOnkUj1rMXHQPAvhfnwM2GpUn5ohrYyKLkhZ297C36Pq+bb8h
        n71mqbdpkOQm9YZMkZacmbzD0LH82lWM809sASeCMLzuKHnmK76rWW5sXdkbrelm
        /xxMEYvGLCaCvhdu40zRcNJc9lGl/Fj7AjdG6WAK+wKBgQD1pri9iOUWAjXx41uE
        krd2sPM7UQeNmDgf7KwrfMJ7UrwMFcCGdU9ySwfWBX+tQcY5fA4nUhZAu9eu9kwc
        rmY1noCj6DHGOQmk+TCoE28V8yoZXKpOtMRrvP+4lGyLOUzqWRg7i/fFt9wYabI1
        zlRoW9DG0Ah4VLmYSDBOTT0PqwKBgQDVmNFcpebVsX75P2xZrFwr32Zg8qv+ZjrG
        E1iBITAnExHELqVDpntkP8NOKLdyp5j4S4J7sv81zTbDb3d2Y2Yu4RfP2qYRlNOA
        87PQ8ydE/FMhkapa+v0uTOZXdVEOfuTSxeVrtiukuuxkjHIo7lz5pybT3IBHPXhT
        UbdGd3i6/wKBgDqsAHHckYLJMmM8v24RsNobd2zSdLBgC/+sAo88dCMKZrmoNFyp
        BjmxLAT1OUKDdDnkpGjF1WTOuLwkPZeYG/dwjR8Y5VKH6wLJNdLfGWgvtP1rwY2c
        5VEqShWm9annHLTYZM5MJvjFaj82d4ccadKnI11o8Kz054M0srzw+8WTAn9sdy3Z
        3mVaHshbydk7sEsd/FQA5zpv9XnjG+/VowTQ0t4ywX0q3V/LiJWlGwgNMQ59B9s6
        9aqjp5InrHL9q3w4UhXFd0LdqrW8xgSKFu/aGEgew9m+WbY3zNUrlGeU9Ns+LUBT
        ci63eDSS2r8eCe0s2bTd4RtDEfQIW3a2UfT9AoGAanNpqXNUMBtblQokcc6X0M88
        lRbdAkw+Mg0gCkaNB8C2fOTkzFFHAw/oOkayB5fNfe1nmnQobjdagB2n+rPYYxc2
        X4gpN3MokIqD2wiq+c5y9UWDwIyLdzqorLo+su9NuPN9rbk2CLnFeInrBXnusUkH
        /mQoLnrY5soW11LAOiQ=
        -----END PRIVATE KEY-----
        """)

    static let rsa2048Public = """
        -----BEGIN PUBLIC KEY-----
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAzPZbmWde+h9O1U6Gbzl6
        JZLA3+dPltZ81F0J0tFyelA7lBEgzVEAujqD2YEfkGiALw02yV1oySe1i/xZvDMe
        zhWdKOspqglzUeBvo1okrEdMUVeVPXXSSfl3b81oEwLtWdPqeNZl/aifdGXBh8ZN
        IysLX6h82fePUHdULCTH9HMBUBrXFHcS8R4v8TmjcTr7BMhpIibMD1nWM5TDValG
        WV0pBmqXgHrhaRwR2rVdu3QCEVm4hH+FTAhtWK1lq8gvayfk6l07fkf8qWSvwSp5
        i1rX7Kwyy4Ll/MRLbd/lcA5sz/Dip7FPBeiACgkySxBxEeItGl4Sr/xYnR7HIlzZ
        VQIDAQAB
        -----END PUBLIC KEY-----
        """

    static let rsa1024 = Secret(
        """
        -----BEGIN PRIVATE KEY-----
        MIICeAIBADANBgkqhkiG9w0BAQEFAASCAmIwggJeAgEAAoGBAMRMeP/jAlnFkhxd
        U0psGUzGeQwGKnV3kUGuoAsvcRTGXudalyuTcoqkcHDErMUewwJ3FycrlicSmPvq
        KKgE0NQT9at9zhMBXajsgrdFrIjju5qbz9gSYNlkm1sCEj6CMKi2mLBbldDYZmJJ
        glTweWT6KccXqlE48cxL/lIO4gdTAgMBAAECgYEApKwKbY9Ab5LASa84qhwY9UEi
        VqXthHFzl4golnmMAYOQJcDnRBUDZ68e7FrxHMP7j9vbvm5gHhMJ53q99IVlsKmx
        DEY2ot3yXxWvY2bEOwf2FV9h8lzSFAwlzBsAyiyS9B/E7bcdymLYhRitBkdGlW2+
        ZjUriMA4d6iClRUnTmECQQD35573SXcRTnkmeMW/1EbRhpdP7BcgdSuBd0zLEd30
        v2j1PB2lbDJ/rC/qrkS+LBRcQGff/qcPZsAmeND6MiU5AkEAyrVya6Cup131fAJS
        DKim5AnLki+blnUYWa802Zlc1JGDw3FaNePgjsi01mBdnzFYYdhBVasY095vWfhc
        b6S86wJBAI3oJYQyppjejdUq7y/XCM7pt3YFlFt9FvFeZDQePyrZ4u/2gJXv8JxK
        6YbySOF/hAwmxg9fyyuyyq17HU0LJWkCQQCcooKMuffbahYzwdNG5tc25H7CMjlm
        lIrBWkpbTk9WDi8jyaYseC5gBqT99i7BwS6LRMCPgwtHQ90FR42d000LAkAiWR1B
        dxykmdiXqpOwYmac1GAQokpk3zkhJcUP0C33BMVD37dClmgL3bzkGSpp5w5VSn9G
        E1AfeXMSYoTbIb8P
        -----END PRIVATE KEY-----
        """)
}
