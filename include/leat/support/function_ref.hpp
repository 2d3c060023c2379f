// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

#include <concepts>
#include <memory>
#include <type_traits>
#include <utility>

namespace leat::detail {

template <class Signature>
class function_ref;

/// Something to call, given to a function that is not a template. It owns nothing: what it refers
/// to must live as long as it does, which a temporary in the arguments of a call does. A function
/// itself lives forever. Cost: two pointers, and an indirect call.
template <class Result, class... Arguments>
class function_ref<Result(Arguments...)> {
public:
    template <class Function>
        requires(!std::same_as<std::remove_cvref_t<Function>, function_ref> &&
                 std::is_invocable_r_v<Result, Function&, Arguments...>)
    function_ref(Function&& function) noexcept {
        using target = std::remove_reference_t<Function>;
        if constexpr (std::is_function_v<std::remove_pointer_t<target>>) {
            using pointer = std::decay_t<target>;
            target_.function = reinterpret_cast<void (*)()>(static_cast<pointer>(function));
            call_ = [](any to, Arguments... arguments) -> Result {
                return static_cast<Result>(
                    reinterpret_cast<pointer>(to.function)(std::forward<Arguments>(arguments)...));
            };
        } else {
            target_.object = std::addressof(function);
            call_ = [](any to, Arguments... arguments) -> Result {
                auto& object = *static_cast<target*>(const_cast<void*>(to.object));
                return static_cast<Result>(object(std::forward<Arguments>(arguments)...));
            };
        }
    }

    Result operator()(Arguments... arguments) const {
        return call_(target_, std::forward<Arguments>(arguments)...);
    }

private:
    union any {
        void const* object = nullptr;
        void (*function)();
    };

    any target_{};
    Result (*call_)(any, Arguments...);
};

} // namespace leat::detail
